package dev.tuninglab.lab.init;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Counts requests by the minute in which they came. */
final class ArrivalCount {
  /** About four months. */
  private static final int MOST_MINUTES = 200_000;

  private final Map<Long, Long> minutes = new HashMap<>();
  private Instant first;
  private Instant last;
  private long count;

  /**
   * @param time null when it is not known
   */
  void add(Instant time) {
    if (time == null) {
      return;
    }
    count++;
    first = first == null || time.isBefore(first) ? time : first;
    last = last == null || time.isAfter(last) ? time : last;
    long minute = Math.floorDiv(time.getEpochSecond(), 60);
    if (minutes.size() < MOST_MINUTES || minutes.containsKey(minute)) {
      minutes.merge(minute, 1L, Long::sum);
    }
  }

  /** Empty when no request had a time. */
  Optional<FoundRequests.Pace> pace() {
    if (count == 0) {
      return Optional.empty();
    }
    // Most logs tell whole seconds: the last one counts.
    double seconds = Duration.between(first, last).toMillis() / 1_000.0 + 1;
    double mean = count / seconds;
    double most = minutes.values().stream().mapToLong(Long::longValue).max().orElseThrow() / 60.0;
    double busiest = Math.max(mean, most);
    return Optional.of(
        new FoundRequests.Pace(
            mean,
            busiest,
            String.format(
                Locale.ROOT,
                "%,d requests in %s: %s/s, in the busiest minute %s/s",
                count,
                length(Math.round(seconds)),
                rate(mean),
                rate(busiest))));
  }

  /** As a target file takes it: two decimals at most. */
  static String rate(double perSecond) {
    String text = String.format(Locale.ROOT, "%.2f", perSecond).replaceAll("\\.?0+$", "");
    return text.isEmpty() ? "0" : text;
  }

  private static String length(long seconds) {
    if (seconds < 120) {
      return seconds + " s";
    }
    return seconds < 7_200
        ? seconds / 60 + " min"
        : seconds < 172_800 ? seconds / 3_600 + " h" : seconds / 86_400 + " days";
  }
}
