package dev.tuninglab.lab.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * All runs of one variant, laid out so that a metric over any weighting of the runs is one pass:
 * the values of all runs in ascending order, each with the run it came from.
 */
public final class Sample {
  private final List<Run> runs;
  private final long[] values;
  private final long[] counts;
  private final int[] runOf;

  public Sample(List<Run> runs) {
    this.runs = List.copyOf(runs);
    record Entry(long value, long count, int run) {}
    List<Entry> entries = new ArrayList<>();
    for (int r = 0; r < runs.size(); r++) {
      Run run = runs.get(r);
      for (int i = 0; i < run.counts().length; i++) {
        entries.add(new Entry(run.valuesMicros()[i], run.counts()[i], r));
      }
    }
    entries.sort(Comparator.comparingLong(Entry::value));
    values = entries.stream().mapToLong(Entry::value).toArray();
    counts = entries.stream().mapToLong(Entry::count).toArray();
    runOf = entries.stream().mapToInt(Entry::run).toArray();
  }

  public List<Run> runs() {
    return runs;
  }

  public long requests() {
    return runs.stream().mapToLong(Run::requests).sum();
  }

  int[] everyRunOnce() {
    int[] weights = new int[runs.size()];
    Arrays.fill(weights, 1);
    return weights;
  }

  /**
   * The metric when run {@code i} is taken {@code weights[i]} times; NaN when nothing is left.
   *
   * <p>Percentiles are by nearest rank: the smallest value with at least that share at or below it.
   */
  double evaluate(Metric metric, int[] weights) {
    long total = 0;
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      long weighted = counts[i] * weights[runOf[i]];
      total += weighted;
      sum += (double) weighted * values[i];
    }
    if (total == 0) {
      return Double.NaN;
    }
    if (metric instanceof Metric.Percentile percentile) {
      return atRank((long) Math.ceil(total * percentile.percent() / 100 - 1e-9), weights);
    }
    return sum / total;
  }

  private double atRank(long rank, int[] weights) {
    long seen = 0;
    for (int i = 0; i < values.length; i++) {
      seen += counts[i] * weights[runOf[i]];
      if (seen >= rank && seen > 0) {
        return values[i];
      }
    }
    return values[values.length - 1];
  }
}
