package dev.tuninglab.lab.network;

import java.nio.ByteBuffer;

/** Something on its way through a pipe, named after what TCP would send. */
final class Segment {
  /**
   * What it does at the other end: connect, deliver bytes, end the stream, break the connection.
   */
  enum Kind {
    SYN,
    DATA,
    FIN,
    RST
  }

  private static final ByteBuffer NO_BYTES = ByteBuffer.allocate(0);

  private final Kind kind;
  private final ByteBuffer bytes;
  private long due;

  private Segment(Kind kind, ByteBuffer bytes) {
    this.kind = kind;
    this.bytes = bytes;
  }

  static Segment signal(Kind kind) {
    return new Segment(kind, NO_BYTES);
  }

  static Segment data(int capacity) {
    return new Segment(Kind.DATA, ByteBuffer.allocateDirect(capacity));
  }

  Kind kind() {
    return kind;
  }

  ByteBuffer bytes() {
    return bytes;
  }

  /** Instant of {@link System#nanoTime} at which it is at the other end. */
  long due() {
    return due;
  }

  void due(long instant) {
    due = instant;
  }
}
