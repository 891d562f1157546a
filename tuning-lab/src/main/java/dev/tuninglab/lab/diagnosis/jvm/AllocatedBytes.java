package dev.tuninglab.lab.diagnosis.jvm;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedThread;

/**
 * What threads allocated in a window, from the readings of each thread's own count. The count is
 * exact (of every object, in a thread's buffer or not); of a thread that ends, what it allocated
 * after its last reading is lost, 20 ms at most.
 */
final class AllocatedBytes {
  static final String READING = "jdk.ThreadAllocationStatistics";
  static final String ENDED = "jdk.ThreadEnd";

  private final Map<Long, TreeMap<Instant, Long>> readings = new HashMap<>();
  private final Map<Long, Instant> ended = new HashMap<>();
  private final Set<Long> ofTheLook = new HashSet<>();
  private Instant first = Instant.MAX;

  void reading(RecordedEvent event) {
    RecordedThread thread = event.getThread("thread");
    if (thread == null) {
      return;
    }
    if (OwnThreads.has(thread)) {
      ofTheLook.add(thread.getId());
    }
    Instant at = event.getStartTime();
    first = at.isBefore(first) ? at : first;
    readings
        .computeIfAbsent(thread.getId(), id -> new TreeMap<>())
        .put(at, event.getLong("allocated"));
  }

  void ended(RecordedEvent event) {
    RecordedThread thread = event.getThread("thread");
    if (thread != null && !OwnThreads.has(thread)) {
      ended.put(thread.getId(), event.getStartTime());
    }
  }

  boolean none() {
    return readings.isEmpty();
  }

  /** Threads that ended in the window and were never read: of theirs, nothing is counted. */
  long unread(Window window) {
    return ended.entrySet().stream()
        .filter(thread -> window.has(thread.getValue()) && !readings.containsKey(thread.getKey()))
        .count();
  }

  long in(Window window) {
    return readings.entrySet().stream()
        .filter(thread -> !ofTheLook.contains(thread.getKey()))
        .mapToLong(thread -> between(thread.getValue(), window))
        .sum();
  }

  private long between(TreeMap<Instant, Long> count, Window window) {
    Map.Entry<Instant, Long> before = count.floorEntry(window.start());
    Map.Entry<Instant, Long> after = count.ceilingEntry(window.end());
    if (before == null && count.firstKey().isAfter(window.end())) {
      return 0; // began later
    }
    long from = before != null ? before.getValue() : atItsBegin(count);
    return Math.max(0, (after != null ? after : count.lastEntry()).getValue() - from);
  }

  /** A thread that was there when the recording began has a past; a younger one has none. */
  private long atItsBegin(TreeMap<Instant, Long> count) {
    return count.firstKey().isAfter(first) ? 0 : count.firstEntry().getValue();
  }
}
