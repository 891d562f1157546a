package dev.tuninglab.lab.network;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One direction of one connection: what is on its way, in order. It is scheduled by the instant at
 * which its first segment is due.
 */
final class Pipe implements Comparable<Pipe> {
  /** Against a sender of single bytes: bounds the memory that {@link Lane#windowBytes} does not. */
  private static final int MOST_SEGMENTS = 1_024;

  private final Connection connection;
  private final Lane lane;
  private final SegmentPool pool;
  private final Deque<Segment> segments = new ArrayDeque<>();
  private long handshake;
  private long lastDue;
  private int bytes;
  private boolean blocked;
  private long unblockedAt;

  /**
   * @param handshake nanoseconds that its first bytes come later, as their sender would have had to
   *     wait for its connection
   */
  Pipe(Connection connection, Lane lane, SegmentPool pool, long handshake, long now) {
    this.connection = connection;
    this.lane = lane;
    this.pool = pool;
    this.handshake = handshake;
    this.lastDue = now;
    this.unblockedAt = now;
  }

  Connection connection() {
    return connection;
  }

  Lane lane() {
    return lane;
  }

  /** An empty segment to read into; it goes back by {@link #send} or {@link #giveBack}. */
  Segment empty() {
    return pool.take();
  }

  void giveBack(Segment unused) {
    pool.give(unused);
  }

  /** Sends bytes that arrived now; the buffer is ready to be drained. */
  void send(Segment data, long now) {
    int length = data.bytes().remaining();
    bytes += length;
    add(data, lane.due(now, length) + handshake);
    handshake = 0;
  }

  /** Sends a signal: it takes no bandwidth, and keeps its place behind the bytes. */
  void send(Segment.Kind signal, long now) {
    add(Segment.signal(signal), now + lane.delayNanos());
  }

  private void add(Segment segment, long due) {
    lastDue = due - lastDue > 0 ? due : lastDue;
    segment.due(lastDue);
    segments.add(segment);
  }

  /** Whether nothing more may be sent until something has come out. */
  boolean full() {
    return bytes >= lane.windowBytes() || segments.size() >= MOST_SEGMENTS;
  }

  boolean isEmpty() {
    return segments.isEmpty();
  }

  Segment first() {
    return segments.peek();
  }

  /** Takes out the first segment: it has been delivered. */
  void delivered() {
    recycle(segments.poll());
  }

  /** Some bytes of the first segment were delivered. */
  void drained(int count) {
    bytes -= count;
  }

  void clear() {
    while (!segments.isEmpty()) {
      recycle(segments.poll());
    }
    bytes = 0;
  }

  private void recycle(Segment segment) {
    if (segment.kind() == Segment.Kind.DATA) {
      pool.give(segment);
    }
  }

  /** Whether the other end takes nothing for now, so that there is nothing to wait for. */
  boolean blocked() {
    return blocked;
  }

  void block() {
    blocked = true;
  }

  void unblock(long now) {
    blocked = false;
    unblockedAt = now;
  }

  /** From now on: what was held back until this instant does not count as late. */
  void excuse(long now) {
    unblockedAt = now;
  }

  /** Whether the first segment, if it comes late, does so by the relay's fault. */
  boolean punctual() {
    return first().due() - unblockedAt > 0;
  }

  @Override
  public int compareTo(Pipe other) {
    return Long.signum(first().due() - other.first().due());
  }
}
