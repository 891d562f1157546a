package dev.tuninglab.lab.init;

import java.util.LinkedHashMap;
import java.util.Map;

/** The values seen at one place of requests, and how often each was. */
final class SeenValues {
  /** Of one place: enough to tell how skewed it is, and to write some down. */
  static final int MOST = 10_000;

  private final Map<String, Long> counts = new LinkedHashMap<>();
  private long notKept;
  private SeenValues joined;

  /** The place that this one has become part of; itself when it has not. */
  SeenValues whole() {
    return joined == null ? this : joined.whole();
  }

  /**
   * @param room whether a value that is new may be kept
   * @return whether it was one
   */
  boolean add(String value, long count, boolean room) {
    Long before = counts.get(value);
    if (before == null && (!room || counts.size() >= MOST)) {
      notKept += count;
      return false;
    }
    counts.put(value, (before == null ? 0 : before) + count);
    return before == null;
  }

  /** Makes this place part of another, which then holds the values of both. */
  void join(SeenValues other) {
    if (other != this) {
      counts.forEach((value, count) -> other.add(value, count, true));
      other.notKept += notKept;
      counts.clear();
      joined = other;
    }
  }

  Map<String, Long> counts() {
    return counts;
  }

  /** Requests whose values came when there was no more room. */
  long notKept() {
    return notKept;
  }

  /** Whether it was the same value always. */
  boolean isConstant() {
    return counts.size() == 1 && notKept == 0;
  }
}
