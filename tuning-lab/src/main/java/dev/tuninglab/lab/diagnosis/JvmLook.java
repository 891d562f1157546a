package dev.tuninglab.lab.diagnosis;

import dev.tuninglab.lab.diagnosis.jvm.JvmRecording;
import dev.tuninglab.lab.diagnosis.jvm.JvmSeen;
import dev.tuninglab.lab.diagnosis.jvm.NotRecorded;
import dev.tuninglab.lab.diagnosis.jvm.Window;
import dev.tuninglab.lab.target.Subject;
import dev.tuninglab.lab.why.Counter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What the JVM of a subject tells, recorded apart from what is counted: recording costs. */
final class JvmLook {
  private static final String WHAT = "jvm";

  /** Why there is nothing of a process. */
  static final String NOT_OURS =
      "the lab has not started this service, so it does not look into its process";

  private static final double MICRO = 1_000;

  /** A recording reads counts of threads now and then: nothing is to be on the way then. */
  private static final Duration QUIET = Duration.ofMillis(50);

  private final Subject subject;
  private final Path folder;
  private final Map<Counter, Double> perRequest = new EnumMap<>(Counter.class);
  private final Map<String, String> missing = new LinkedHashMap<>();
  private String stacks = "";

  /**
   * @param folder of the results
   */
  JvmLook(Subject subject, Path folder) {
    this.subject = subject;
    this.folder = folder;
  }

  /** One that cannot be recorded costs no time. */
  void record(LookPlan plan, LoadSlices load) throws GaveUp, InterruptedException {
    Optional<ProcessHandle> process = subject.process();
    if (process.isEmpty()) {
      missing.put(WHAT, NOT_OURS);
      return;
    }
    try (JvmRecording recording =
        JvmRecording.start(process.get(), folder, subject.variant().name())) {
      Thread.sleep(QUIET.toMillis());
      long begin = System.currentTimeMillis();
      long requests = load.recorded(plan.recorded()).completed();
      long end = System.currentTimeMillis();
      Thread.sleep(QUIET.toMillis());
      load.backToBack(plan.saturated());
      Window loaded = new Window(end, System.currentTimeMillis());
      fill(recording.stop(new Window(begin, end), loaded), requests);
    } catch (NotRecorded e) {
      missing.put(WHAT, e.getMessage());
    }
  }

  private void fill(JvmSeen seen, long requests) {
    missing.putAll(seen.missing());
    seen.stacks().ifPresent(file -> stacks = folder.relativize(file).toString());
    if (requests > 0) {
      put(Counter.ALLOCATED_BYTES, seen.allocatedBytes(), 1, requests);
      put(Counter.GC_PAUSE_MICROS, OptionalLong.of(seen.gcPauseNanos()), MICRO, requests);
      put(Counter.LOCK_WAIT_MICROS, seen.lockWaitNanos(), MICRO, requests);
      put(Counter.POOL_WAIT_MICROS, seen.poolWaitNanos(), MICRO, requests);
    }
  }

  private void put(Counter counter, OptionalLong sum, double unit, long requests) {
    sum.ifPresent(much -> perRequest.put(counter, much / unit / requests));
  }

  Map<Counter, Double> perRequest() {
    return perRequest;
  }

  /** Why something is not there. */
  Map<String, String> missing() {
    return missing;
  }

  /** File from the folder of the results; empty if there is none. */
  String stacks() {
    return stacks;
  }
}
