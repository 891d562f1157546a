package dev.tuninglab.lab.panel;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Something that pages are told of.
 *
 * @param content what happened: one of the records of the demonstration, or a job
 * @param bytes as they go over the wire (HTML, 9.2: server-sent events)
 */
record Event(Object content, byte[] bytes) {
  /** Keeps connections open, and finds out which are not. */
  static final Event HEARTBEAT = new Event("", ":\n\n".getBytes(StandardCharsets.UTF_8));

  /** The last of a stream. */
  static final Event END = new Event("", new byte[0]);

  static Event of(String name, Object content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(("event: " + name + "\ndata: ").getBytes(StandardCharsets.UTF_8));
    bytes.writeBytes(Json.bytes(content));
    bytes.writeBytes("\n\n".getBytes(StandardCharsets.UTF_8));
    return new Event(content, bytes.toByteArray());
  }

  ByteBuffer buffer() {
    return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
  }

  /** Whether a page that was told of that moment knows this already. */
  boolean isIn(Snapshot snapshot) {
    if (content instanceof State state) {
      return state.version() <= snapshot.state().version();
    }
    if (content instanceof Point point) {
      return snapshot.points().contains(point);
    }
    if (content instanceof Mark mark) {
      return snapshot.marks().contains(mark);
    }
    return content instanceof Curve curve && snapshot.curves().contains(curve);
  }
}
