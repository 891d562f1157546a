package dev.tuninglab.lab.network;

import dev.tuninglab.lab.experiment.Link;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One direction of a link, shared by all of its connections: first come, first served. What arrives
 * is serialised at the link's bandwidth, then travels for half of its round trip.
 *
 * <p>Arithmetic only: instants are nanoseconds of a clock such as {@link System#nanoTime}, and may
 * wrap around as that may.
 */
final class Lane {
  /** Payload of one TCP segment on Ethernet: what an end sends before others have their turn. */
  private static final int PACKET = 1_448;

  /** Where nothing is serialised, nothing waits: as much as is there may travel together. */
  private static final int CHUNK = 16_384;

  /** Packets that may queue for the link at least: what TCP sends at once into the unknown. */
  private static final int SHORTEST_QUEUE = 10;

  /** And for this long at least, as CoDel grants (RFC 8289), so that the link does not run dry. */
  private static final long SHORTEST_QUEUE_NANOS = 5_000_000;

  private static final int SMALLEST_WINDOW = 65_536;
  private static final int LARGEST_WINDOW = 4 << 20;

  /** Without a bandwidth the window must have some size: as if this were it. */
  private static final double WINDOW_BYTES_PER_NANO = 0.125;

  private final Link link;
  private final long ownDelayNanos;
  private final long queueNanos;
  private final Deque<End> waiting = new ArrayDeque<>();
  private long freeAt;
  private long delayNanos;
  private long handshakeNanos;
  private int windowBytes;

  private Lane(Link link, long delayNanos, long now) {
    this.link = link;
    this.ownDelayNanos = delayNanos;
    this.queueNanos =
        Math.max(
            Math.max(serialised(SHORTEST_QUEUE * PACKET), SHORTEST_QUEUE_NANOS),
            link.roundTrip().toNanos());
    this.freeAt = now;
    add(0, 0);
  }

  static Lane towardsServer(Link link, long now) {
    return new Lane(link, link.roundTrip().toNanos() / 2, now);
  }

  static Lane towardsClient(Link link, long now) {
    long roundTrip = link.roundTrip().toNanos();
    return new Lane(link, roundTrip - roundTrip / 2, now);
  }

  /** When this many bytes, arriving now, have arrived at the other end. */
  long due(long now, int bytes) {
    long start = freeAt - now > 0 ? freeAt : now;
    freeAt = start + serialised(bytes);
    return freeAt + delayNanos;
  }

  /** Nanoseconds that the link is busy with this many bytes, rounded up. */
  long serialised(int bytes) {
    if (!link.isLimited()) {
      return 0;
    }
    long bitNanos = bytes * 8L * 1_000_000_000L;
    return (bitNanos + link.bitsPerSecond() - 1) / link.bitsPerSecond();
  }

  /**
   * From now on what leaves the queue takes longer, or as long as the link says.
   *
   * @param nanos more than the link says
   * @param roundTripNanos both directions together, which a handshake has to wait for
   */
  void add(long nanos, long roundTripNanos) {
    delayNanos = ownDelayNanos + nanos;
    handshakeNanos = link.roundTrip().toNanos() + roundTripNanos;
    windowBytes = window();
  }

  /** How long what has left the queue is on its way. */
  long delayNanos() {
    return delayNanos;
  }

  /** What a handshake takes before its first byte may go. */
  long handshakeNanos() {
    return handshakeNanos;
  }

  /** Whether the queue is so long that nothing more may join it: senders wait, nothing is lost. */
  boolean congested(long now) {
    return link.isLimited() && clearAt() - now > 0;
  }

  /** When the queue is short enough again. */
  long clearAt() {
    return freeAt - queueNanos;
  }

  /** Ends whose bytes wait to be read until the queue is shorter, in the order of their coming. */
  Deque<End> waiting() {
    return waiting;
  }

  /** Bytes that travel together at most. */
  int segmentBytes() {
    return link.isLimited() ? PACKET : CHUNK;
  }

  /** Bytes that one connection may have on their way: the link's own, or a window as TCP has. */
  int windowBytes() {
    return windowBytes;
  }

  private int window() {
    double onTheirWay =
        link.isLimited()
            ? (delayNanos + queueNanos) * (link.bitsPerSecond() / 8e9) + 2 * PACKET
            : delayNanos * WINDOW_BYTES_PER_NANO;
    return (int) Math.max(SMALLEST_WINDOW, Math.min(LARGEST_WINDOW, onTheirWay));
  }
}
