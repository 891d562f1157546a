package dev.tuninglab.lab.diagnosis;

import dev.tuninglab.lab.why.Counter;
import java.util.Map;
import java.util.Set;

/** CPU time of a subject: its process, and those that it has started. */
final class ServiceCpu implements Gauge<ProcessTimes.Times> {
  static final String WHAT = Counter.CPU_MICROS.id();
  private final ProcessTimes times;

  ServiceCpu(ProcessHandle subject) {
    this.times = new ProcessTimes(subject, Set.of());
  }

  @Override
  public String what() {
    return WHAT;
  }

  @Override
  public ProcessTimes.Times read() throws Unavailable {
    return times.read();
  }

  @Override
  public Map<Counter, Double> between(ProcessTimes.Times before, ProcessTimes.Times after) {
    return Map.of(Counter.CPU_MICROS, after.since(before) / 1_000.0);
  }
}
