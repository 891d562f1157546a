package dev.tuninglab.lab.panel;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How a demonstration stands.
 *
 * @param version grows with every change
 * @param target name of the service
 * @param machine what it runs on, in a line
 * @param doing what is waited for, or why nothing runs: one line; empty while it runs
 * @param links that may lie between clients and the service
 * @param panes one, or two that take turns under the same load
 */
public record State(
    long version,
    String target,
    String machine,
    Phase phase,
    String doing,
    List<Control> knobs,
    List<Work> workloads,
    List<Way> links,
    Offer load,
    List<Pane> panes) {

  /** What it is at. */
  public enum Phase {
    STARTING,
    RUNNING,
    /** By the user. */
    PAUSED,
    /** Somebody else has the machine. */
    RESTING,
    FAILED;

    @JsonValue
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What can be turned.
   *
   * @param group the knob that it belongs to: {@code pool} for {@code pool.size}
   * @param values words that it takes
   * @param range of numbers or times that it takes besides; null if none
   * @param preset what the service does when nobody says otherwise
   * @param workload that shows its effect
   * @param expect one line
   * @param rule what is allowed, in words
   * @param restarts whether turning it starts the service anew
   * @param pattern name of the pattern that holds its code; null if there is none
   */
  public record Control(
      String name,
      String group,
      List<String> values,
      String range,
      String preset,
      String workload,
      String expect,
      String rule,
      boolean restarts,
      String pattern) {}

  /**
   * What can be offered.
   *
   * @param rate requests a second that suit it
   * @param requests methods and paths
   * @param writes whether it changes the data
   */
  public record Work(String name, double rate, List<String> requests, boolean writes) {}

  /** A network between clients and the service. */
  public record Way(String name, String text) {}

  /**
   * What is offered to each pane.
   *
   * @param rate requests a second, open load
   * @param link one of {@link State#links}
   * @param roundTripMicros between the service and its database, added to what is there
   */
  public record Offer(
      String workload,
      double rate,
      double mostRate,
      String link,
      long roundTripMicros,
      long mostRoundTripMicros,
      boolean pause) {}

  /**
   * One running service.
   *
   * @param settings in effect, of all knobs
   * @param switching what is being changed; null if nothing is
   * @param problem why the last change was refused, or what is wrong; null if nothing is
   */
  public record Pane(String id, Map<String, String> settings, String switching, String problem) {
    public Pane {
      settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }
  }
}
