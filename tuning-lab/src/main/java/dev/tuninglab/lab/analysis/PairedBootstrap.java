package dev.tuninglab.lab.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Interval of the ratio of a metric between two variants that took turns within the same rounds.
 *
 * <p>A two-stage bootstrap: forks are drawn with replacement, then rounds within each drawn fork,
 * and both variants get the same draw, so that what a round did to both cancels. Resampling whole
 * clusters keeps requests of one run together, since they are not independent (Davison and Hinkley,
 * Bootstrap Methods and their Application, 1997, section 3.8; for forks and iterations of JVMs:
 * Kalibera and Jones, Rigorous Benchmarking in Reasonable Time, 2013). The interval is the basic
 * percentile one on the log scale. With few forks such intervals are somewhat narrow, so it is
 * widened by the small sample factor sqrt(n / (n - 1)) of the fork count.
 */
public final class PairedBootstrap {
  public static final double CONFIDENCE = 0.95;

  /** Paired rounds below which an interval would promise more than it can hold. */
  public static final int FEWEST_ROUNDS = 6;

  /** Forks below which nothing is known about how JVMs of one variant differ. */
  public static final int FEWEST_FORKS = 2;

  private static final int RESAMPLES = 2_000;

  private final long seed;
  private final double margin;

  /**
   * @param seed of the resampling: the same data and seed give the same interval
   * @param margin half-width of what counts as the same, as a share
   */
  public PairedBootstrap(long seed, double margin) {
    this.seed = seed;
    this.margin = margin;
  }

  /** Absent when the samples are too small for the metric, or too few rounds are paired. */
  public Optional<Comparison> compare(Metric metric, Sample baseline, Sample candidate) {
    List<List<Pair>> forks = pairs(baseline, candidate);
    int rounds = forks.stream().mapToInt(List::size).sum();
    if (rounds < FEWEST_ROUNDS
        || forks.size() < FEWEST_FORKS
        || Math.min(baseline.requests(), candidate.requests()) < metric.fewestRequests()) {
      return Optional.empty();
    }
    double point =
        Math.log(ratio(metric, baseline, candidate, everyPairOnce(forks, baseline, candidate)));
    double[] logs = resample(metric, baseline, candidate, forks);
    double widen = Math.sqrt(forks.size() / (forks.size() - 1.0));
    double low = Math.exp(point + widen * (quantile(logs, (1 - CONFIDENCE) / 2) - point));
    double high = Math.exp(point + widen * (quantile(logs, (1 + CONFIDENCE) / 2) - point));
    double ratio = Math.exp(point);
    return Optional.of(
        new Comparison(
            metric,
            ratio,
            Math.min(low, ratio),
            Math.max(high, ratio),
            CONFIDENCE,
            Verdict.of(Math.min(low, ratio), Math.max(high, ratio), margin),
            rounds,
            forks.size()));
  }

  /** Index of a round's run in either sample. */
  private record Pair(int baseline, int candidate) {}

  /** How often each run of either sample is taken. */
  private record Weights(int[] baseline, int[] candidate) {
    Weights(Sample baseline, Sample candidate) {
      this(new int[baseline.runs().size()], new int[candidate.runs().size()]);
    }

    void take(Pair pair) {
      baseline[pair.baseline]++;
      candidate[pair.candidate]++;
    }
  }

  private static List<List<Pair>> pairs(Sample baseline, Sample candidate) {
    record Round(int fork, int round) {}
    Map<Round, Integer> candidates = new LinkedHashMap<>();
    for (int i = 0; i < candidate.runs().size(); i++) {
      Run run = candidate.runs().get(i);
      candidates.put(new Round(run.fork(), run.round()), i);
    }
    Map<Integer, List<Pair>> byFork = new LinkedHashMap<>();
    for (int i = 0; i < baseline.runs().size(); i++) {
      Run run = baseline.runs().get(i);
      Integer partner = candidates.get(new Round(run.fork(), run.round()));
      if (partner != null) {
        byFork.computeIfAbsent(run.fork(), fork -> new ArrayList<>()).add(new Pair(i, partner));
      }
    }
    return List.copyOf(byFork.values());
  }

  private static Weights everyPairOnce(List<List<Pair>> forks, Sample baseline, Sample candidate) {
    Weights weights = new Weights(baseline, candidate);
    forks.forEach(fork -> fork.forEach(weights::take));
    return weights;
  }

  private double[] resample(
      Metric metric, Sample baseline, Sample candidate, List<List<Pair>> forks) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] logs = new double[RESAMPLES];
    for (int i = 0; i < RESAMPLES; i++) {
      Weights weights = new Weights(baseline, candidate);
      for (int f = 0; f < forks.size(); f++) {
        List<Pair> fork = forks.get(random.nextInt(forks.size()));
        for (int r = 0; r < fork.size(); r++) {
          weights.take(fork.get(random.nextInt(fork.size())));
        }
      }
      logs[i] = Math.log(ratio(metric, baseline, candidate, weights));
    }
    Arrays.sort(logs);
    return logs;
  }

  private static double ratio(Metric metric, Sample baseline, Sample candidate, Weights weights) {
    return candidate.evaluate(metric, weights.candidate)
        / baseline.evaluate(metric, weights.baseline);
  }

  /** By linear interpolation between order statistics; {@code sorted} ascending. */
  private static double quantile(double[] sorted, double share) {
    double position = share * (sorted.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }
}
