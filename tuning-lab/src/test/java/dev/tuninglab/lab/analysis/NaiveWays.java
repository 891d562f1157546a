package dev.tuninglab.lab.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** How verdicts are commonly reached; only here, to be counted how often they are wrong. */
final class NaiveWays {
  private static final double LEVEL = 0.05;

  private NaiveWays() {}

  /** A way to say of two variants that they differ. */
  interface Way {
    boolean differ(List<List<Contender>> byFork);
  }

  /** How often a way says that variants differ which do not. */
  static double falseClaims(int experiments, long seed, SimulatedLab lab, Way way) {
    return IntStream.range(0, experiments)
            .parallel()
            .filter(i -> way.differ(lab.experiment(seed + i)))
            .count()
        / (double) experiments;
  }

  /** Mann and Whitney's rank test over all requests, as if each told something new. */
  static boolean ranksOfRequests(List<List<Contender>> byFork) {
    List<Contender> variants = byFork.get(byFork.size() - 1);
    List<long[]> a = valuesAndCounts(variants.get(0).all());
    List<long[]> b = valuesAndCounts(variants.get(1).all());
    double below = 0;
    double sum = 0;
    int j = 0;
    for (long[] value : a) {
      while (j < b.size() && b.get(j)[0] < value[0]) {
        below += b.get(j++)[1];
      }
      double ties = j < b.size() && b.get(j)[0] == value[0] ? b.get(j)[1] : 0;
      sum += value[1] * (below + ties / 2);
    }
    double n = variants.get(0).all().requests();
    double m = variants.get(1).all().requests();
    double z = (sum - n * m / 2) / Math.sqrt(n * m * (n + m + 1) / 12);
    return 2 * NormalDistribution.of(0, 1).survivalProbability(Math.abs(z)) < LEVEL;
  }

  private static List<long[]> valuesAndCounts(Sample sample) {
    List<long[]> values = new ArrayList<>();
    for (Run run : sample.runs()) {
      for (int i = 0; i < run.counts().length; i++) {
        values.add(new long[] {run.valuesMicros()[i], run.counts()[i]});
      }
    }
    values.sort((x, y) -> Long.compare(x[0], y[0]));
    return values;
  }

  /** A t test over the ratios of all rounds, as if the rounds of one JVM were independent. */
  static boolean roundsAsUnits(List<List<Contender>> byFork) {
    List<Contender> variants = byFork.get(byFork.size() - 1);
    double[] logs =
        PairedFork.pairs(variants.get(0).all(), variants.get(1).all()).stream()
            .flatMap(List::stream)
            .mapToDouble(pair -> Math.log(median(pair[1]) / median(pair[0])))
            .toArray();
    double mean = 0;
    for (double log : logs) {
      mean += log / logs.length;
    }
    double squares = 0;
    for (double log : logs) {
      squares += (log - mean) * (log - mean);
    }
    double error = Math.sqrt(squares / (logs.length - 1) / logs.length);
    return Student.pValue(mean / error, logs.length - 1) < LEVEL;
  }

  private static double median(Run run) {
    return Metric.PRIMARY.of(Pool.of(List.of(run)));
  }

  /** The right unit, but each figure by itself: any interval that leaves out 1 counts. */
  static boolean anyFigure(List<List<Contender>> byFork) {
    return judge(byFork.get(byFork.size() - 1)).comparisons().stream()
        .anyMatch(c -> c.pValue() < LEVEL);
  }

  /** The right unit and one figure, but looked at after every fork from the third on. */
  static boolean anyLook(List<List<Contender>> byFork) {
    return byFork.subList(2, byFork.size()).stream()
        .anyMatch(variants -> judge(variants).primary("v1").orElseThrow().pValue() < LEVEL);
  }

  private static Judgement judge(List<Contender> variants) {
    return new Judge(Metric.PRIMARY, 0.05, Looks.once())
        .judge(variants.get(0), variants.subList(1, variants.size()));
  }
}
