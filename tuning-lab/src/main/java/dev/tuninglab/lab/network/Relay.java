package dev.tuninglab.lab.network;

import dev.tuninglab.lab.experiment.Link;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
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
  private final InetSocketAddress address;
  private final Lane towardsServer;
  private final Lane towardsClient;
  private final SegmentPool segments;
  private final Set<Connection> connections = new HashSet<>();
  private final Histogram lateness = noLateness();
  private long accepted;
  private ServerSocketChannel listener;
  private boolean holding;
  private boolean closed;

  /** Keeps the port while it refuses: bound, and not listening; null while it listens. */
  private SocketChannel refusing;

  Relay(Loop loop, Link link, InetSocketAddress upstream) throws IOException {
    long now = System.nanoTime();
    this.loop = loop;
    this.upstream = upstream;
    this.towardsServer = Lane.towardsServer(link, now);
    this.towardsClient = Lane.towardsClient(link, now);
    this.segments = new SegmentPool(towardsServer.segmentBytes());
    this.listener = bound(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    this.address = (InetSocketAddress) listener.getLocalAddress();
  }

  private static ServerSocketChannel bound(InetSocketAddress address) throws IOException {
    ServerSocketChannel listener = ServerSocketChannel.open();
    try {
      listener.bind(address, BACKLOG);
      listener.configureBlocking(false);
      return listener;
    } catch (IOException e) {
      listener.close();
      throw e;
    }
  }

  /** On the loop's thread. */
  void listen() throws IOException {
    loop.register(listener, this).interestOps(SelectionKey.OP_ACCEPT);
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

  boolean holds() {
    return holding;
  }

  /**
   * Delivers nothing any more, either way, until {@link #release}: bytes, ends and resets wait.
   * Connections are accepted, and lead nowhere meanwhile.
   */
  public void hold() {
    loop.call(
        () -> {
          holding = true;
          connections.forEach(Connection::hold);
          return null;
        });
  }

  /** Ends {@link #hold}: everything that is overdue is delivered at once, in its order. */
  public void release() {
    loop.call(
        () -> {
          if (holding) {
            holding = false;
            long now = System.nanoTime();
            connections.forEach(connection -> connection.release(now));
          }
          return null;
        });
  }

  /**
   * From now on a round trip takes so much longer than the link says, half of it each way; zero
   * ends it. What is on its way arrives as it would have, and nothing overtakes it.
   */
  public void delay(Duration roundTrip) {
    long nanos = roundTrip.toNanos();
    loop.call(
        () -> {
          towardsServer.add(nanos / 2, nanos);
          towardsClient.add(nanos - nanos / 2, nanos);
          return null;
        });
  }

  /**
   * Resets what is open, at both ends, and refuses what would be opened, until {@link #restore}.
   * When this returns, the sockets are closed.
   */
  public void cut() {
    loop.call(
        () -> {
          if (!closed && refusing == null) {
            quietly(listener);
            List.copyOf(connections).forEach(Connection::abort);
            loop.flush();
            refusing = SocketChannel.open();
            refusing.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            refusing.bind(address);
          }
          return null;
        });
  }

  /**
   * Ends {@link #cut}: listens at the same port again.
   *
   * @throws IOException if the port is somebody else's by now
   */
  public void restore() throws IOException {
    try {
      loop.call(
          () -> {
            if (!closed && refusing != null) {
              quietly(refusing);
              listener = bound(address);
              refusing = null;
              listen();
            }
            return null;
          });
    } catch (IllegalStateException e) {
      throw new IOException("a relay cannot listen at its port again: " + e.getMessage(), e);
    }
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
    closed = true;
    quietly(listener);
    quietly(refusing);
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
