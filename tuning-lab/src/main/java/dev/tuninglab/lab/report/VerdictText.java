package dev.tuninglab.lab.report;

import java.util.List;

/** What a result says of a candidate, in sentences. */
public final class VerdictText {
  private VerdictText() {}

  /** The verdict on one candidate as a sentence. */
  public static String verdict(Result result, String candidate) {
    String baseline = result.variants().get(0).name();
    Result.ComparisonResult c = result.primary(candidate);
    if (!result.valid()) {
      return "No verdict on " + candidate + " against " + baseline + ": the measurement is invalid";
    }
    if (c == null) {
      return "No verdict on " + candidate + " against " + baseline + ": too little was measured";
    }
    String figures =
        Words.percentile(c.metric())
            + " is "
            + Words.ratio(c.ratio())
            + " ("
            + Words.interval(c)
            + "), n = "
            + Words.sample(c.rounds(), c.forks());
    boolean capacity = c.metric().equals("throughput");
    return switch (c.verdict()) {
      case "faster" ->
          candidate
              + (capacity ? " serves more than " : " is faster than ")
              + baseline
              + ": "
              + figures;
      case "slower" ->
          candidate
              + (capacity ? " serves less than " : " is slower than ")
              + baseline
              + ": "
              + figures;
      case "same" ->
          candidate
              + " is the same as "
              + baseline
              + " within "
              + Words.percent(result.plan().margin())
              + ": "
              + figures;
      default ->
          candidate
              + " against "
              + baseline
              + " is undecided: "
              + figures
              + "; "
              + whatWouldDecide(result.plan(), c);
    };
  }

  /** {@code 20 forks (some 4m) would decide it, if it is what it looks like}. */
  private static String whatWouldDecide(Result.Plan plan, Result.ComparisonResult c) {
    String alone = c.low() > 1 || c.high() < 1 ? "beyond 1 by itself, but not among so many; " : "";
    if (c.forksToDecide() == null) {
      return alone + "no budget within reason would decide it";
    }
    double seconds = plan.tookSeconds() * c.forksToDecide() / Math.max(1, plan.forks());
    return alone
        + "if it is what it looks like, "
        + c.forksToDecide()
        + " forks would decide it (--budget "
        + budget(seconds)
        + " --forks "
        + c.forksToDecide()
        + ")";
  }

  /** A time to type as a budget, rounded up. */
  private static String budget(double seconds) {
    return seconds <= 120
        ? (long) Math.ceil(seconds / 10) * 10 + "s"
        : (long) Math.ceil(seconds / 60) + "m";
  }

  /** What one comparison could have seen: {@code sees 6.1%}. */
  public static String sees(Result.ComparisonResult c) {
    return "sees " + Words.percent2(c.smallestDifference());
  }

  /** {@code p99} or, of one endpoint alone, {@code p99 of order}. */
  public static String figure(String metric, String endpoint) {
    return Words.percentile(metric) + (endpoint == null ? "" : " of " + endpoint);
  }

  /** {@code P99.9 of 2000 requests (it takes 10000)}. */
  public static List<String> notClaimed(Result result, String candidate) {
    return result.notClaimed().stream()
        .filter(n -> n.candidate().equals(candidate))
        .map(
            n ->
                figure(n.metric(), n.endpoint())
                    + ": "
                    + n.requests()
                    + " requests, it takes "
                    + n.needed())
        .toList();
  }
}
