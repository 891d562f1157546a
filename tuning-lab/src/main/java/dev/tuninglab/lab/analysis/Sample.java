package dev.tuninglab.lab.analysis;

import java.util.List;

/** All runs of one variant. */
public record Sample(List<Run> runs) {
  public Sample {
    runs = List.copyOf(runs);
  }

  public long requests() {
    return runs.stream().mapToLong(Run::requests).sum();
  }
}
