package dev.tuninglab.lab.analysis.effects;

import dev.tuninglab.lab.analysis.Metric;
import dev.tuninglab.lab.analysis.Pool;
import dev.tuninglab.lab.analysis.Run;
import dev.tuninglab.lab.analysis.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes observations of what was measured: the rounds of one JVM are one of them. */
public final class Observations {
  private Observations() {}

  /**
   * @param samples by combination; a fork in which a combination has no value is left out
   */
  public static List<Observation> of(Metric metric, Map<Cell, Sample> samples) {
    List<Observation> observations = new ArrayList<>();
    samples.forEach(
        (cell, sample) -> {
          Map<Integer, List<Run>> forks = new TreeMap<>();
          sample
              .runs()
              .forEach(r -> forks.computeIfAbsent(r.fork(), f -> new ArrayList<>()).add(r));
          forks.forEach(
              (fork, runs) -> {
                double value = Math.log(metric.of(Pool.of(runs)));
                if (Double.isFinite(value)) {
                  observations.add(new Observation(fork, cell, value));
                }
              });
        });
    return observations;
  }
}
