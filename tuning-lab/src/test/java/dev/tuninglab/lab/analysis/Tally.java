package dev.tuninglab.lab.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Many experiments in one simulated lab, judged by the code that judges real ones, and how often
 * the judgement was wrong.
 */
final class Tally {
  private static final double MARGIN = 0.05;

  final int experiments;

  /** Experiments in which any comparison of the whole result claimed what is not so. */
  private final AtomicInteger falseClaims = new AtomicInteger();

  private final AtomicInteger falsePrimaries = new AtomicInteger();
  private final AtomicInteger falseSames = new AtomicInteger();
  private final AtomicInteger found = new AtomicInteger();
  private final AtomicInteger same = new AtomicInteger();
  private final AtomicInteger stopped = new AtomicInteger();
  private final AtomicInteger forks = new AtomicInteger();

  /** By experiment: log ratio, low, high; null when the metric was not claimed. */
  private final double[][] primary;

  private final double[][] p99;

  private Tally(int experiments) {
    this.experiments = experiments;
    primary = new double[experiments][];
    p99 = new double[experiments][];
  }

  /**
   * @param first forks at the first look; 0 for one look after all forks
   * @param precision at which measuring ends; looked at only with a first look
   */
  static Tally of(int experiments, long seed, SimulatedLab lab, int first, double precision) {
    Tally tally = new Tally(experiments);
    Looks looks = first == 0 ? Looks.once() : Looks.afterEachFork(first, lab.forks);
    Judge judge = new Judge(Metric.PRIMARY, MARGIN, looks);
    IntStream.range(0, experiments)
        .parallel()
        .forEach(i -> tally.count(i, lab, outcome(lab, seed + i, judge, first, precision)));
    return tally;
  }

  /** One look after all forks. */
  static Tally of(int experiments, long seed, SimulatedLab lab) {
    return of(experiments, seed, lab, 0, 0);
  }

  private record Outcome(Judgement judgement, int forks, boolean stopped) {}

  private static Outcome outcome(
      SimulatedLab lab, long seed, Judge judge, int first, double precision) {
    SimulatedLab.Sitting sitting = lab.new Sitting(seed);
    for (int fork = 1; ; fork++) {
      sitting.measureFork();
      boolean last = fork == lab.forks;
      if (last || (first > 0 && fork >= first)) {
        List<Contender> variants = sitting.contenders();
        boolean precise = first > 0 && primaries(judge, variants).preciseTo(precision);
        if (last || precise) {
          return new Outcome(judge(judge, variants), fork, precise);
        }
      }
    }
  }

  private static Judgement judge(Judge judge, List<Contender> variants) {
    return judge.judge(variants.get(0), variants.subList(1, variants.size()));
  }

  /** Intervals do not depend on what else is compared: without endpoints it is sooner done. */
  private static Judgement primaries(Judge judge, List<Contender> variants) {
    return judge(
        judge, variants.stream().map(v -> new Contender(v.name(), v.all(), Map.of())).toList());
  }

  private void count(int i, SimulatedLab lab, Outcome outcome) {
    Judgement judgement = outcome.judgement;
    boolean falseClaim = false;
    boolean falseSame = false;
    for (Comparison c : judgement.comparisons()) {
      falseClaim |= isFalse(c, lab);
      falseSame |= c.verdict() == Verdict.SAME && differs(c, lab);
    }
    List<Comparison> primaries = new ArrayList<>();
    judgement.candidates().forEach(name -> judgement.primary(name).ifPresent(primaries::add));
    add(falseClaims, falseClaim);
    add(falsePrimaries, primaries.stream().anyMatch(c -> isFalse(c, lab)));
    add(falseSames, falseSame);
    Comparison one = primaries.get(0);
    add(found, one.verdict() == Verdict.FASTER || one.verdict() == Verdict.SLOWER);
    add(same, one.verdict() == Verdict.SAME);
    add(stopped, outcome.stopped);
    forks.addAndGet(outcome.forks);
    primary[i] = interval(one);
    judgement.comparisons().stream()
        .filter(c -> c.endpoint() == null && c.metric().name().equals("p99"))
        .findFirst()
        .ifPresent(c -> p99[i] = interval(c));
  }

  private static double[] interval(Comparison c) {
    return new double[] {Math.log(c.ratio()), Math.log(c.low()), Math.log(c.high())};
  }

  private static void add(AtomicInteger count, boolean more) {
    if (more) {
      count.incrementAndGet();
    }
  }

  /** Faster or slower, when it is the other or neither. */
  private static boolean isFalse(Comparison c, SimulatedLab lab) {
    boolean slower = lab.ratio > 1 || lab.addedMicros > 0;
    boolean unaffected = c.metric().higherIsBetter() && !lab.closed;
    return c.verdict() == Verdict.FASTER
        || (c.verdict() == Verdict.SLOWER && (!slower || unaffected));
  }

  /** Whether the truth lies outside of the margin; known where all latencies have one ratio. */
  private static boolean differs(Comparison c, SimulatedLab lab) {
    return !c.metric().higherIsBetter() && (lab.ratio > 1 + MARGIN || lab.ratio < 1 / (1 + MARGIN));
  }

  double falseClaims() {
    return share(falseClaims);
  }

  double falsePrimaries() {
    return share(falsePrimaries);
  }

  double falseSames() {
    return share(falseSames);
  }

  /** Faster or slower by the primary metric of the first candidate. */
  double found() {
    return share(found);
  }

  double same() {
    return share(same);
  }

  double stopped() {
    return share(stopped);
  }

  double meanForks() {
    return (double) forks.get() / experiments;
  }

  double primaryCoverage(double trueRatio) {
    return coverage(primary, Math.log(trueRatio));
  }

  double p99Coverage(double trueRatio) {
    return coverage(p99, Math.log(trueRatio));
  }

  /** Of the ratio that forks of this lab have on average: what endless measuring would find. */
  double primaryCoverageOfTheMean() {
    return coverage(primary, mean(primary));
  }

  double p99CoverageOfTheMean() {
    return coverage(p99, mean(p99));
  }

  private static double mean(double[][] intervals) {
    double sum = 0;
    int n = 0;
    for (double[] interval : intervals) {
      if (interval != null) {
        sum += interval[0];
        n++;
      }
    }
    return sum / n;
  }

  /** NaN when the metric was claimed in no experiment. */
  private static double coverage(double[][] intervals, double truth) {
    int held = 0;
    int n = 0;
    for (double[] interval : intervals) {
      if (interval != null) {
        n++;
        if (interval[1] <= truth && truth <= interval[2]) {
          held++;
        }
      }
    }
    return n == 0 ? Double.NaN : (double) held / n;
  }

  private double share(AtomicInteger count) {
    return (double) count.get() / experiments;
  }
}
