package dev.tuninglab.lab.analysis;

import java.util.List;
import java.util.OptionalDouble;

/** What is compared between two variants: a percentile of latency, or its mean. */
public sealed interface Metric {
  /** As in {@code result.json}: {@code p50}, {@code p99.9}, {@code mean}. */
  String name();

  /** Below this many requests the metric says nothing about a variant and is not claimed. */
  long fewestRequests();

  /** The metrics that a result states, in order. */
  List<Metric> ALL =
      List.of(
          new Percentile("p50", 50),
          new Percentile("p90", 90),
          new Percentile("p95", 95),
          new Percentile("p99", 99),
          new Percentile("p99.9", 99.9),
          new Mean());

  /** The metric that names the verdict when nothing else is declared. */
  Metric PRIMARY = ALL.get(0);

  /**
   * @param percent above 0 and below 100
   */
  record Percentile(String name, double percent) implements Metric {
    /** At least this many requests should lie beyond a percentile before it is claimed. */
    private static final double BEYOND = 10;

    @Override
    public long fewestRequests() {
      return (long) Math.ceil(BEYOND / (1 - percent / 100) - 1e-6);
    }
  }

  /** The arithmetic mean: what a caller pays over many calls. */
  record Mean() implements Metric {
    @Override
    public String name() {
      return "mean";
    }

    @Override
    public long fewestRequests() {
      return 20;
    }
  }

  /** The metric over all of a sample's runs, in microseconds; absent when the sample is empty. */
  default OptionalDouble of(Sample sample) {
    double value = sample.evaluate(this, sample.everyRunOnce());
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
