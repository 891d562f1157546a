package dev.tuninglab.lab.diagnosis.jvm;

import dev.tuninglab.lab.why.Counter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/** Adds up what a recording has of one window. */
final class RecordingReader {
  /** A few may come and go beside the requests. */
  private static final long MOST_UNREAD = 5;

  private static final int MOST_SITES = 5;

  private final Window window;
  private final AllocatedBytes allocated = new AllocatedBytes();
  private final Map<WaitKind, Long> waited = new EnumMap<>(WaitKind.class);
  private final Map<WaitSite, Long> sites = new LinkedHashMap<>();
  private final Map<String, String> missing = new LinkedHashMap<>();
  private int pauses;
  private long paused;
  private boolean virtualThreads;

  private RecordingReader(Window window) {
    this.window = window;
  }

  /** Reads all but the stacks. */
  static JvmSeen read(Path file, Window window) throws IOException {
    RecordingReader reader = new RecordingReader(window);
    try (RecordingFile recording = new RecordingFile(file)) {
      while (recording.hasMoreEvents()) {
        reader.add(recording.readEvent());
      }
    }
    return reader.seen();
  }

  private void add(RecordedEvent event) {
    switch (event.getEventType().getName()) {
      case AllocatedBytes.READING -> allocated.reading(event);
      case AllocatedBytes.ENDED -> allocated.ended(event);
      case WaitKind.MONITOR, WaitKind.NOTIFICATION, WaitKind.PARK -> addWait(event);
      case "jdk.GCPhasePause" -> addPause(event);
      default -> virtualThreads |= window.has(event.getStartTime()) && isOfAVirtualThread(event);
    }
  }

  private static boolean isOfAVirtualThread(RecordedEvent event) {
    RecordedThread thread =
        List.of("eventThread", "sampledThread").stream()
            .filter(event::hasField)
            .map(event::getThread)
            .findFirst()
            .orElse(null);
    return event.getEventType().getName().equals("jdk.VirtualThreadStart")
        || thread != null && OwnThreads.isVirtual(thread);
  }

  private void addWait(RecordedEvent event) {
    long nanos = within(event);
    RecordedThread thread = event.getThread();
    if (nanos == 0 || thread != null && OwnThreads.has(thread)) {
      return;
    }
    Optional<WaitKind> kind = WaitKind.of(event);
    kind.ifPresent(
        is -> {
          waited.merge(is, nanos, Long::sum);
          sites.merge(is.site(event, 0), nanos, Long::sum);
        });
  }

  private void addPause(RecordedEvent event) {
    paused += within(event);
    pauses += window.has(event.getStartTime()) ? 1 : 0;
  }

  private long within(RecordedEvent event) {
    Instant start = event.getStartTime();
    return window.overlap(start, start.plus(event.getDuration()));
  }

  private JvmSeen seen() {
    return new JvmSeen(
        allocatedBytes(),
        pauses,
        paused,
        waited(WaitKind.LOCK, Counter.LOCK_WAIT_MICROS),
        waited(WaitKind.POOL, Counter.POOL_WAIT_MICROS),
        sites.entrySet().stream()
            .map(
                site -> new WaitSite(site.getKey().kind(), site.getKey().method(), site.getValue()))
            .sorted(Comparator.comparingLong(WaitSite::nanos).reversed())
            .limit(MOST_SITES)
            .toList(),
        Optional.empty(),
        0,
        missing);
  }

  private OptionalLong allocatedBytes() {
    long unread = allocated.unread(window);
    if (allocated.none() || unread > MOST_UNREAD) {
      missing.put(
          Counter.ALLOCATED_BYTES.id(),
          allocated.none()
              ? "the JVM did not record what its threads allocate"
              : unread + " threads began and ended within 20 ms each: theirs is not recorded");
      return OptionalLong.empty();
    }
    return OptionalLong.of(allocated.in(window));
  }

  private OptionalLong waited(WaitKind kind, Counter counter) {
    if (virtualThreads) {
      missing.put(counter.id(), "JVMs do not record what virtual threads wait for");
      return OptionalLong.empty();
    }
    return OptionalLong.of(waited.getOrDefault(kind, 0L));
  }
}
