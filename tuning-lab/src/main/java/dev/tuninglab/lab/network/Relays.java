package dev.tuninglab.lab.network;

import dev.tuninglab.lab.experiment.Link;
import java.io.IOException;
import java.net.InetSocketAddress;

/** All relays of an experiment, and the one thread that serves them. */
public final class Relays implements AutoCloseable {
  private final Loop loop;
  private final Thread thread;

  private Relays(Loop loop) {
    this.loop = loop;
    this.thread = new Thread(loop, "relays");
    thread.setDaemon(true);
    thread.start();
  }

  public static Relays start() throws IOException {
    return new Relays(new Loop());
  }

  /**
   * Opens a relay on a free port of loopback.
   *
   * @param upstream where it leads to; looked at anew at every connection
   * @throws IOException if no port can be had, or the upstream's name is unknown
   */
  public Relay open(Link link, InetSocketAddress upstream) throws IOException {
    if (upstream.isUnresolved()) {
      throw new IOException("unknown host " + upstream.getHostString());
    }
    Relay relay = new Relay(loop, link, upstream);
    loop.call(
        () -> {
          loop.add(relay);
          relay.listen();
          return null;
        });
    return relay;
  }

  /** Ends all relays; connections that are open see a reset. */
  @Override
  public void close() {
    loop.stop();
    Ending.await(thread);
  }
}
