package dev.tuninglab.lab.diagnosis;

import dev.tuninglab.lab.why.Counter;
import java.util.Map;
import java.util.Set;

/** CPU time of some processes. */
record CpuGauge(Counter counter, ProcessTimes times) implements Gauge<ProcessTimes.Times> {

  /** Of a subject: its process, and those that it has started. */
  static CpuGauge ofService(ProcessHandle subject) {
    return new CpuGauge(Counter.CPU_MICROS, new ProcessTimes(subject, Set.of()));
  }

  @Override
  public String what() {
    return counter.id();
  }

  @Override
  public ProcessTimes.Times read() throws Unavailable {
    return times.read();
  }

  @Override
  public Map<Counter, Double> between(ProcessTimes.Times before, ProcessTimes.Times after) {
    return Map.of(counter, after.since(before) / 1_000.0);
  }
}
