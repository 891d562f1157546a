package dev.tuninglab.lab.analysis.capacity;

import dev.tuninglab.lab.analysis.Estimate;
import dev.tuninglab.lab.analysis.Holm;
import dev.tuninglab.lab.analysis.Judge;
import dev.tuninglab.lab.analysis.LogRatios;
import dev.tuninglab.lab.analysis.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the brackets of several JVMs say of capacity. As with latencies, a JVM is one sample: the
 * middles of its brackets, as logarithms, have a mean and by Student's t an interval; of two
 * variants it is the ratios of the JVMs that took turns beside each other.
 *
 * <p>A bracket tells no more than its width, so the spread is never taken for less than that of a
 * value which lies evenly within it. Searches start from rates that are drawn, so that the middles
 * of one variant's brackets do not repeat each other.
 */
public final class CapacityAnalysis {
  /** Probability that a result claims any difference where there is none. */
  private static final double LEVEL = 0.05;

  private CapacityAnalysis() {}

  /** Absent where fewer than two JVMs have told theirs. */
  public static Optional<Estimate> of(List<Bracket> brackets) {
    double[] logs =
        brackets.stream().filter(Bracket::found).mapToDouble(b -> Math.log(b.middle())).toArray();
    return logs.length < Judge.FEWEST_FORKS
        ? Optional.empty()
        : Optional.of(LogRatios.of(logs, step(1)).estimate(Judge.CONFIDENCE));
  }

  /**
   * Candidate over baseline.
   *
   * @param adjustedP with all other candidates in view
   */
  public record Ratio(
      String candidate, Estimate estimate, Verdict verdict, double adjustedP, int forks) {}

  /**
   * @param candidates by name; one with fewer than two JVMs that told theirs beside the baseline's
   *     is left out
   * @param margin half-width of what counts as the same, as a share
   */
  public static List<Ratio> compare(
      List<Bracket> baseline, Map<String, List<Bracket>> candidates, double margin) {
    Map<String, LogRatios> ratios = new LinkedHashMap<>();
    candidates.forEach(
        (name, brackets) -> {
          double[] logs = logRatios(baseline, brackets);
          if (logs.length >= Judge.FEWEST_FORKS) {
            ratios.put(name, LogRatios.of(logs, step(2)));
          }
        });
    double[] pValues = ratios.values().stream().mapToDouble(LogRatios::pValue).toArray();
    double[] weights = ratios.values().stream().mapToDouble(ratio -> 1).toArray();
    List<Holm.Held> held = Holm.hold(pValues, weights, LEVEL);
    List<Ratio> results = new ArrayList<>();
    ratios.forEach(
        (name, logs) -> {
          Estimate estimate = logs.estimate(Judge.CONFIDENCE);
          double p = held.get(results.size()).adjusted();
          Verdict verdict = Verdict.of(estimate.low(), estimate.high(), margin, p <= LEVEL, true);
          results.add(new Ratio(name, estimate, verdict, p, logs.forks()));
        });
    return List.copyOf(results);
  }

  private static double[] logRatios(List<Bracket> baseline, List<Bracket> candidate) {
    Map<Integer, Bracket> partners =
        candidate.stream().filter(Bracket::found).collect(Collectors.toMap(Bracket::fork, b -> b));
    return baseline.stream()
        .filter(Bracket::found)
        .filter(bracket -> partners.containsKey(bracket.fork()))
        .mapToDouble(b -> Math.log(partners.get(b.fork()).middle() / b.middle()))
        .toArray();
  }

  /** Square of a bracket's width, as a share, for so many of them. */
  private static double step(int brackets) {
    double width = Math.log(Search.NARROW);
    return brackets * width * width;
  }
}
