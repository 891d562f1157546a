package dev.tuninglab.lab.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Interval of the ratio of a metric between two variants that took turns within the same rounds.
 *
 * <p>The unit is the fork. Within a fork the rounds of either variant are pooled and the ratio is
 * taken, so that what the machine did to both cancels; over forks, the logarithms of these ratios
 * have a mean and, by Student's t with one degree of freedom less than there are forks, a 95%
 * interval. JVMs of one and the same program differ by several percent from start to start, rounds
 * within one JVM do not show it: an interval over rounds called equal variants different. Few forks
 * therefore make wide intervals (t is 12.7 for two, 4.3 for three), as they should. The method is
 * that of Georges, Buytaert and Eeckhout, Statistically Rigorous Java Performance Evaluation,
 * OOPSLA 2007, section 3, on the ratios of Kalibera and Jones, Rigorous Benchmarking in Reasonable
 * Time, ISMM 2013.
 */
public final class PairedForks {
  public static final double CONFIDENCE = 0.95;

  /** Paired rounds below which a ratio rests on too little to be worth stating. */
  public static final int FEWEST_ROUNDS = 6;

  /** Forks below which nothing is known about how JVMs of one variant differ. */
  public static final int FEWEST_FORKS = 2;

  /** Student's t at 97.5% for 1 to 30 degrees of freedom; for more, the last is a safe bound. */
  private static final double[] STUDENT = {
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160,
        2.145,
    2.131, 2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052,
        2.048,
    2.045, 2.042
  };

  private final double margin;

  /**
   * @param margin half-width of what counts as the same, as a share
   */
  public PairedForks(double margin) {
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
    double[] logs =
        forks.stream()
            .mapToDouble(fork -> Math.log(ratio(metric, baseline, candidate, fork)))
            .toArray();
    double mean = Arrays.stream(logs).average().orElseThrow();
    double squares = Arrays.stream(logs).map(log -> (log - mean) * (log - mean)).sum();
    int freedom = logs.length - 1;
    double error = Math.sqrt(squares / freedom / logs.length);
    double half = STUDENT[Math.min(freedom, STUDENT.length) - 1] * error;
    double low = Math.exp(mean - half);
    double high = Math.exp(mean + half);
    return Optional.of(
        new Comparison(
            metric,
            Math.exp(mean),
            low,
            high,
            CONFIDENCE,
            Verdict.of(low, high, margin),
            rounds,
            forks.size()));
  }

  /** Index of a round's run in either sample. */
  private record Pair(int baseline, int candidate) {}

  private static double ratio(Metric metric, Sample baseline, Sample candidate, List<Pair> fork) {
    int[] ofBaseline = new int[baseline.runs().size()];
    int[] ofCandidate = new int[candidate.runs().size()];
    for (Pair pair : fork) {
      ofBaseline[pair.baseline]++;
      ofCandidate[pair.candidate]++;
    }
    return candidate.evaluate(metric, ofCandidate) / baseline.evaluate(metric, ofBaseline);
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
}
