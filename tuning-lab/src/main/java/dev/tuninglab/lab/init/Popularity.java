package dev.tuninglab.lab.init;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Makes a feeder of the values seen at a place, drawn about as often as they were seen. */
final class Popularity {
  /** A list that a person still looks through. */
  static final int MOST_LISTED = 200;

  /** With fewer values or requests a range says more than was seen. */
  private static final int FEWEST_VALUES = 10;

  private static final int FEWEST_REQUESTS = 100;

  /**
   * Variance of the counts over their mean: 1 when all values are equally likely (counts are then
   * Poisson's), several times that for the mildest skew that matters.
   */
  private static final double EVEN = 2;

  private static final double LOWEST_SKEW = 0.1;
  private static final double HIGHEST_SKEW = 5;

  private Popularity() {}

  static FoundFeeder feeder(SeenValues seen) {
    List<Map.Entry<String, Long>> byCount = new ArrayList<>(seen.counts().entrySet());
    byCount.sort(
        Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
            .thenComparing(Map.Entry.comparingByKey()));
    List<Long> counts = byCount.stream().map(Map.Entry::getValue).toList();
    long requests = counts.stream().mapToLong(Long::longValue).sum();
    boolean skewed = counts.size() > 1 && dispersion(counts, requests) > EVEN;
    List<String> comments = new ArrayList<>();
    comments.add(
        String.format(
            Locale.ROOT,
            "%,d different in %,d requests",
            counts.size(),
            requests + seen.notKept()));
    if (seen.notKept() > 0) {
      comments.add(
          String.format(
              Locale.ROOT,
              "%,d of the requests had others, of which there were too many to keep",
              seen.notKept()));
    }
    if (counts.size() >= FEWEST_VALUES && requests >= FEWEST_REQUESTS) {
      List<String> values = byCount.stream().map(Map.Entry::getKey).toList();
      if (values.stream().allMatch(value -> value.matches("0|[1-9][0-9]{0,17}"))) {
        long from = values.stream().mapToLong(Long::parseLong).min().orElseThrow();
        long to = values.stream().mapToLong(Long::parseLong).max().orElseThrow();
        if (to - from + 1 <= 2L * values.size()) {
          return range(from, to, skewed ? skew(counts, to - from + 1) : 0, comments);
        }
      }
    }
    return new FoundFeeder(listed(byCount, requests, skewed, comments), comments);
  }

  private static FoundFeeder range(long from, long to, double skew, List<String> comments) {
    if (skew < LOWEST_SKEW) {
      comments.add("about equally often each");
      return new FoundFeeder(new FoundFeeder.Uniform(from, to), comments);
    }
    comments.add("the skew is theirs; which of them come often is not: here the lowest do");
    double rounded = Math.round(skew * 100) / 100.0;
    return new FoundFeeder(new FoundFeeder.Zipf(from, to, rounded), comments);
  }

  /** All of them where that is a short list, else some, drawn evenly along all requests. */
  private static FoundFeeder.Values listed(
      List<Map.Entry<String, Long>> byCount, long requests, boolean skewed, List<String> comments) {
    List<String> values = new ArrayList<>();
    if (!skewed) {
      byCount.stream().limit(MOST_LISTED).map(Map.Entry::getKey).forEach(values::add);
      if (byCount.size() > MOST_LISTED) {
        comments.add("about equally often each; " + MOST_LISTED + " of them are here");
      }
      return new FoundFeeder.Values(values);
    }
    long places = Math.min(MOST_LISTED, requests);
    long passed = 0;
    for (Map.Entry<String, Long> value : byCount) {
      passed += value.getValue();
      while (values.size() < places && (values.size() + 0.5) * requests / places <= passed) {
        values.add(value.getKey());
      }
    }
    comments.add("those that came more often are here more often");
    return new FoundFeeder.Values(values);
  }

  private static double dispersion(List<Long> counts, long requests) {
    double mean = (double) requests / counts.size();
    double squares = counts.stream().mapToDouble(count -> (count - mean) * (count - mean)).sum();
    return squares / (counts.size() - 1) / mean;
  }

  /**
   * The skew of a Zipf law over so many ranks that makes these counts likeliest; at its maximum the
   * mean of the ranks' logarithms is the one that was seen (Clauset, Shalizi, Newman: Power-law
   * distributions in empirical data, SIAM Review 51(4), 2009, with an upper end).
   *
   * @param counts the highest first
   */
  static double skew(List<Long> counts, long ranks) {
    double logs = 0;
    double requests = 0;
    for (int rank = 1; rank <= counts.size(); rank++) {
      logs += counts.get(rank - 1) * Math.log(rank);
      requests += counts.get(rank - 1);
    }
    double seen = logs / requests;
    double low = 0;
    double high = HIGHEST_SKEW;
    while (high - low > 1e-4) {
      double middle = (low + high) / 2;
      if (meanLogRank(middle, ranks) > seen) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static double meanLogRank(double skew, long ranks) {
    double logs = 0;
    double all = 0;
    for (long rank = 1; rank <= ranks; rank++) {
      double share = Math.pow(rank, -skew);
      logs += share * Math.log(rank);
      all += share;
    }
    return logs / all;
  }
}
