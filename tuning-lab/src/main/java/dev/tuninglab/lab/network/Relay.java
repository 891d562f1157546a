package dev.tuninglab.lab.network;

import dev.tuninglab.lab.experiment.Link;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.HdrHistogram.Histogram;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A port on loopback that leads to another address as if a link lay in between: what arrives is
 * serialised at the link's bandwidth and held for half of its round trip, each way. All connections
 * share the link.
 */
public final class Relay implements AutoCloseable, Loop.Ready {
  private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
  private static final int BACKLOG = 512;
  private static final int LATENESS_DIGITS = 2;
  private static final long LATEST_NANOS = 10_000_000_000L;

  private final Loop loop;
  private final InetSocketAddress upstream;
  private final ServerSocketChannel listener;
  private final InetSocketAddress address;
  private final Lane towardsServer;
  private final Lane towardsClient;
  private final SegmentPool segments;
  private final Set<Connection> connections = new HashSet<>();
  private final Histogram lateness = noLateness();
  private long accepted;
  private SelectionKey key;

  Relay(Loop loop, Link link, InetSocketAddress upstream) throws IOException {
    long now = System.nanoTime();
    this.loop = loop;
    this.upstream = upstream;
    this.towardsServer = Lane.towardsServer(link, now);
    this.towardsClient = Lane.towardsClient(link, now);
    this.segments = new SegmentPool(towardsServer.segmentBytes());
    this.listener = ServerSocketChannel.open();
    try {
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
      listener.configureBlocking(false);
      this.address = (InetSocketAddress) listener.getLocalAddress();
    } catch (IOException e) {
      listener.close();
      throw e;
    }
  }

  /** On the loop's thread. */
  void listen() throws IOException {
    key = loop.register(listener, this);
    key.interestOps(SelectionKey.OP_ACCEPT);
  }

  /** Where to connect to instead of the upstream. */
  public InetSocketAddress address() {
    return address;
  }

  /**
   * What it has carried so far.
   *
   * @param connections that clients have opened
   * @param lateness of what was delivered behind the instant at which it was due, in nanoseconds
   */
  public record Traffic(long connections, Histogram lateness) {}

  /** Of nothing; what relays have carried may be added to it. */
  public static Histogram noLateness() {
    return new Histogram(LATEST_NANOS, LATENESS_DIGITS);
  }

  public Traffic traffic() {
    return loop.call(() -> new Traffic(accepted, lateness.copy()));
  }

  InetSocketAddress upstream() {
    return upstream;
  }

  Lane towardsServer() {
    return towardsServer;
  }

  Lane towardsClient() {
    return towardsClient;
  }

  SegmentPool segments() {
    return segments;
  }

  void late(long nanos) {
    lateness.recordValue(Math.max(0, Math.min(LATEST_NANOS, nanos)));
  }

  @Override
  public void ready() {
    SocketChannel client = null;
    try {
      client = listener.accept();
      if (client != null) {
        connections.add(new Connection(loop, this, client, System.nanoTime()));
        accepted++;
      }
    } catch (IOException e) {
      LOG.warn("a relay to {} takes no more connections", upstream, e);
      quietly(client);
      quietly(listener);
    }
  }

  void ended(Connection connection) {
    connections.remove(connection);
  }

  /** Stops listening; connections that are open see a reset. */
  @Override
  public void close() {
    loop.call(
        () -> {
          end();
          return null;
        });
  }

  /** As {@link #close}, on the loop's thread. */
  void end() {
    quietly(listener);
    List.copyOf(connections).forEach(Connection::abort);
    loop.forget(this);
  }

  private static void quietly(AutoCloseable channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (Exception e) {
      LOG.debug("closing a channel of a relay", e);
    }
  }
}
