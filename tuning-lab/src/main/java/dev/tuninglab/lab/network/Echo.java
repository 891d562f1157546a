package dev.tuninglab.lab.network;

import dev.tuninglab.lab.experiment.Link;
import dev.tuninglab.lab.measure.RoundTrip;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Times a link by an echo of single bytes through a relay of its settings.
 *
 * <p>Client and server are one thread that spins, so that no wake-up of theirs is counted: those
 * are there without a relay as well.
 */
public final class Echo implements AutoCloseable {
  private static final int WARM_UP_PINGS = 300;
  private static final int PINGS = 1_000;
  private static final int FEWEST_PINGS = 5;
  private static final int FEWEST_FOR_P99 = 100;
  private static final long WARM_UP_NANOS = 500_000_000L;
  private static final long LONGEST_NANOS = 1_500_000_000L;
  private static final long HIGHEST_NANOS = 60_000_000_000L;

  /** A ping that takes this much longer than the link is lost: a relay is broken. */
  private static final long PATIENCE_NANOS = 10_000_000_000L;

  private final Link link;
  private final Relay relay;
  private final ServerSocketChannel listener;
  private final SocketChannel client;
  private final SocketChannel server;
  private final ByteBuffer bytes = ByteBuffer.allocateDirect(1);

  private Echo(Link link, Relay relay, ServerSocketChannel listener)
      throws IOException, InterruptedException {
    this.link = link;
    this.relay = relay;
    this.listener = listener;
    this.client = ready(SocketChannel.open(relay.address()));
    try {
      this.server = ready(accept());
    } catch (IOException | InterruptedException | RuntimeException e) {
      client.close();
      throw e;
    }
  }

  private static SocketChannel ready(SocketChannel channel) throws IOException {
    channel.configureBlocking(false);
    return channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
  }

  /** Opens a relay of this link with an echo behind it. */
  static Echo open(Relays relays, Link link) throws IOException, InterruptedException {
    ServerSocketChannel listener = ServerSocketChannel.open();
    Relay relay = null;
    try {
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      listener.configureBlocking(false);
      relay = relays.open(link, (InetSocketAddress) listener.getLocalAddress());
      return new Echo(link, relay, listener);
    } catch (IOException | InterruptedException | RuntimeException e) {
      listener.close();
      if (relay != null) {
        relay.close();
      }
      throw e;
    }
  }

  /**
   * Times a link: up to 1,000 pings within some two seconds, at least 5.
   *
   * @throws IOException if the relay or loopback fails
   */
  public static RoundTrip measure(Relays relays, Link link)
      throws IOException, InterruptedException {
    try (Echo echo = open(relays, link)) {
      Histogram nanos = new Histogram(HIGHEST_NANOS, 3);
      long begin = System.nanoTime();
      for (int i = 0; i < WARM_UP_PINGS && System.nanoTime() - begin < WARM_UP_NANOS; i++) {
        echo.ping();
      }
      begin = System.nanoTime();
      for (int i = 0;
          i < FEWEST_PINGS || (i < PINGS && System.nanoTime() - begin < LONGEST_NANOS);
          i++) {
        nanos.recordValue(echo.ping());
      }
      return echo.roundTrip(nanos);
    }
  }

  /** What these pings, in nanoseconds, come to. */
  RoundTrip roundTrip(Histogram nanos) {
    int pings = (int) nanos.getTotalCount();
    return new RoundTrip(
        nominalNanos() / 1_000.0,
        pings,
        nanos.getValueAtPercentile(50) / 1_000.0,
        pings < FEWEST_FOR_P99 ? null : nanos.getValueAtPercentile(99) / 1_000.0);
  }

  /** What a ping takes on the link itself. */
  long nominalNanos() {
    Lane lane = Lane.towardsServer(link, 0);
    return link.roundTrip().toNanos() + 2 * lane.serialised(1);
  }

  /**
   * One byte there and back.
   *
   * @return nanoseconds it took
   */
  long ping() throws IOException, InterruptedException {
    long begin = System.nanoTime();
    pass(client, server);
    pass(server, client);
    return System.nanoTime() - begin;
  }

  private void pass(SocketChannel from, SocketChannel to) throws IOException, InterruptedException {
    bytes.clear();
    while (bytes.hasRemaining()) {
      from.write(bytes);
    }
    bytes.clear();
    Deadline deadline = new Deadline();
    while (bytes.hasRemaining()) {
      if (to.read(bytes) < 0) {
        throw new IOException("the relay closed the connection");
      }
      deadline.check();
    }
  }

  private SocketChannel accept() throws IOException, InterruptedException {
    Deadline deadline = new Deadline();
    SocketChannel accepted = listener.accept();
    while (accepted == null) {
      deadline.check();
      accepted = listener.accept();
    }
    return accepted;
  }

  private final class Deadline {
    private final long end = System.nanoTime() + PATIENCE_NANOS + 2 * nominalNanos();

    void check() throws IOException, InterruptedException {
      if (Thread.interrupted()) {
        throw new InterruptedException("while a link was measured");
      }
      if (System.nanoTime() - end > 0) {
        throw new IOException(
            "a byte was not delivered within "
                + TimeUnit.NANOSECONDS.toSeconds(PATIENCE_NANOS)
                + "s of its due time");
      }
      Thread.onSpinWait();
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    server.close();
    client.close();
    relay.close();
  }
}
