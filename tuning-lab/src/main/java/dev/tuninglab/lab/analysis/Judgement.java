package dev.tuninglab.lab.analysis;

import java.util.List;
import java.util.Optional;

/**
 * All that may be said of the candidates.
 *
 * @param candidates their names
 * @param primary the metric that was declared to decide
 * @param comparisons by candidate: all endpoints together first, then each endpoint
 * @param notClaimed figures that the sample does not carry
 */
public record Judgement(
    List<String> candidates,
    Metric primary,
    List<Comparison> comparisons,
    List<NotClaimed> notClaimed) {
  public Judgement {
    candidates = List.copyOf(candidates);
    comparisons = List.copyOf(comparisons);
    notClaimed = List.copyOf(notClaimed);
  }

  /** The comparison that names the verdict on a candidate; absent when too little was measured. */
  public Optional<Comparison> primary(String candidate) {
    return comparisons.stream()
        .filter(c -> c.candidate().equals(candidate))
        .filter(c -> c.endpoint() == null && c.metric().equals(primary))
        .findFirst();
  }

  /**
   * Whether the primary metric's interval of every candidate reaches no further from the ratio than
   * by a factor of 1 + share.
   *
   * @param share above 0: 0.03 is 3%
   */
  public boolean preciseTo(double share) {
    return candidates.stream()
        .allMatch(name -> primary(name).filter(c -> c.preciseTo(share)).isPresent());
  }
}
