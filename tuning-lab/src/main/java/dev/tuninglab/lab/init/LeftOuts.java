package dev.tuninglab.lab.init;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Counts what is left out of a source, by the reason. */
final class LeftOuts {
  /** Of one reason: enough to see whether it was right. */
  private static final int EXAMPLES = 4;

  private static final int LONGEST_EXAMPLE = 40;

  private final Map<String, Long> counts = new LinkedHashMap<>();
  private final Map<String, Set<String>> examples = new LinkedHashMap<>();

  void count(String reason) {
    counts.merge(reason, 1L, Long::sum);
  }

  /**
   * @param example what was left out; some are told
   */
  void count(String reason, String example) {
    count(reason);
    Set<String> some = examples.computeIfAbsent(reason, unused -> new LinkedHashSet<>());
    if (some.size() <= EXAMPLES) {
      some.add(
          example.length() > LONGEST_EXAMPLE
              ? example.substring(0, LONGEST_EXAMPLE) + "..."
              : example);
    }
  }

  void add(String reason, long count) {
    if (count > 0) {
      counts.merge(reason, count, Long::sum);
    }
  }

  /** The most frequent first. */
  List<FoundRequests.LeftOut> all() {
    List<FoundRequests.LeftOut> all = new ArrayList<>();
    counts.forEach(
        (reason, count) -> all.add(new FoundRequests.LeftOut(count, reason + examples(reason))));
    all.sort(Comparator.comparingLong(FoundRequests.LeftOut::count).reversed());
    return all;
  }

  private String examples(String reason) {
    Set<String> some = examples.getOrDefault(reason, Set.of());
    if (some.isEmpty()) {
      return "";
    }
    String shown = String.join(", ", some.stream().limit(EXAMPLES).toList());
    return ": " + shown + (some.size() > EXAMPLES ? ", ..." : "");
  }
}
