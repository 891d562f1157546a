package dev.tuninglab.lab.panel.live;

import dev.tuninglab.lab.panel.Turn;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was asked for, whether it is in effect yet or not.
 *
 * @param panes settings by pane and knob; only those that are not the service's own
 * @param rate requests a second
 * @param link name of one of the {@link Ways}
 */
record Wanted(
    Map<String, Map<String, String>> panes,
    String workload,
    double rate,
    String link,
    long roundTripMicros,
    boolean pause) {
  static final String FIRST = "a";
  static final String SECOND = "b";

  Wanted {
    Map<String, Map<String, String>> copy = new LinkedHashMap<>();
    panes.forEach(
        (id, settings) -> copy.put(id, Collections.unmodifiableMap(new LinkedHashMap<>(settings))));
    panes = Collections.unmodifiableMap(copy);
  }

  /**
   * With everything that the turn says.
   *
   * @param suits requests a second that suit the turn's workload
   */
  Wanted after(Turn turn, double suits) {
    Map<String, Map<String, String>> settings = new LinkedHashMap<>(panes);
    if (turn.panes() != null && turn.panes() == 1) {
      settings.remove(SECOND);
    } else if (turn.panes() != null) {
      settings.putIfAbsent(SECOND, settings.get(FIRST));
    }
    if (!turn.set().isEmpty()) {
      settings.put(turn.pane(), with(settings.get(turn.pane()), turn.set()));
    }
    Turn.Load load = turn.load() == null ? new Turn.Load(null, null, null, null) : turn.load();
    boolean other = load.workload() != null && !load.workload().equals(workload);
    double kept = other ? suits : rate;
    return new Wanted(
        settings,
        or(load.workload(), workload),
        or(load.rate(), kept),
        or(load.link(), link),
        or(load.roundTripMicros(), roundTripMicros),
        or(turn.pause(), pause));
  }

  /** With another workload and rate. */
  Wanted offering(String otherWorkload, double otherRate) {
    return new Wanted(panes, otherWorkload, otherRate, link, roundTripMicros, pause);
  }

  /** With other settings of a pane; the same if it has none of that name. */
  Wanted with(String pane, Map<String, String> other) {
    if (!panes.containsKey(pane)) {
      return this;
    }
    Map<String, Map<String, String>> settings = new LinkedHashMap<>(panes);
    settings.put(pane, other);
    return new Wanted(settings, workload, rate, link, roundTripMicros, pause);
  }

  private static Map<String, String> with(Map<String, String> settings, Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(settings);
    all.putAll(more);
    return all;
  }

  private static <T> T or(T asked, T otherwise) {
    return asked == null ? otherwise : asked;
  }
}
