package dev.tuninglab.lab.why;

import java.util.List;

/**
 * Why a candidate differs from the baseline, as far as what was counted tells.
 *
 * @param differenceMicros candidate less baseline in the mean latency of the timed slices, of the
 *     fastest nine tenths of each: means are what adds up, percentiles do not; and the slowest
 *     tenth is the machine's as much as the variant's
 * @param causes by the share that they account for, the largest first; none when no difference was
 *     shown that could be shared out
 * @param leftOver share of the difference that none of them accounts for; null when there are none
 * @param sentences the same in words, the most important first; what is left over is said last
 */
public record Explanation(
    String baseline,
    String candidate,
    double differenceMicros,
    List<Cause> causes,
    Double leftOver,
    List<String> sentences) {
  public Explanation {
    causes = List.copyOf(causes);
    sentences = List.copyOf(sentences);
  }
}
