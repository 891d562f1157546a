package dev.tuninglab.lab.analysis;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What is compared between two variants: a percentile of latency, its mean, or throughput. */
public sealed interface Metric {
  /** As in {@code result.json}: {@code p50}, {@code p99.9}, {@code mean}, {@code throughput}. */
  String name();

  /** Below this many requests the metric says nothing about a variant and is not claimed. */
  long fewestRequests();

  /**
   * Of pooled runs: microseconds, or requests a second; NaN when there is nothing to take it of.
   */
  double of(Pool pool);

  /** Step, as a share of the value, below which two measured values cannot be told apart. */
  double resolution(Pool pool);

  /** Whether a ratio above 1 is the better one. */
  default boolean higherIsBetter() {
    return false;
  }

  /** The metrics that a result states, in order. */
  List<Metric> ALL =
      List.of(
          new Percentile("p50", 50),
          new Percentile("p90", 90),
          new Percentile("p95", 95),
          new Percentile("p99", 99),
          new Percentile("p99.9", 99.9),
          new Mean(),
          new Throughput());

  /** The metric that names the verdict when nothing else is declared. */
  Metric PRIMARY = ALL.get(0);

  /** The metric of that name; absent when there is none. */
  static Optional<Metric> named(String name) {
    return ALL.stream().filter(metric -> metric.name().equals(name)).findFirst();
  }

  /** The metric over all of a sample's runs; absent when the sample is empty. */
  default OptionalDouble of(Sample sample) {
    double value = of(Pool.of(sample.runs()));
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /**
   * By nearest rank: the smallest value with at least that share at or below it.
   *
   * @param percent above 0 and below 100
   */
  record Percentile(String name, double percent) implements Metric {
    /** At least this many requests should lie beyond a percentile before it is claimed. */
    private static final double BEYOND = 10;

    @Override
    public long fewestRequests() {
      return (long) Math.ceil(BEYOND / (1 - percent / 100) - 1e-6);
    }

    @Override
    public double of(Pool pool) {
      return pool.requests() == 0
          ? Double.NaN
          : pool.atRank((long) Math.ceil(pool.requests() * percent / 100 - 1e-9));
    }

    @Override
    public double resolution(Pool pool) {
      return Math.max(1 / of(pool), Pool.RESOLUTION);
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

    @Override
    public double of(Pool pool) {
      return pool.mean();
    }

    @Override
    public double resolution(Pool pool) {
      return Pool.RESOLUTION;
    }
  }

  /** Completed requests a second of the slices: capacity, where the load does not fix it. */
  record Throughput() implements Metric {
    @Override
    public String name() {
      return "throughput";
    }

    @Override
    public long fewestRequests() {
      return 20;
    }

    @Override
    public double of(Pool pool) {
      return pool.seconds() > 0 && pool.requests() > 0
          ? pool.requests() / pool.seconds()
          : Double.NaN;
    }

    @Override
    public double resolution(Pool pool) {
      return 1.0 / pool.requests();
    }

    @Override
    public boolean higherIsBetter() {
      return true;
    }
  }
}
