package dev.tuninglab.lab.panel;

import java.util.Map;

/**
 * A change that somebody asks for; what is null stays.
 *
 * @param pane whose settings are changed: {@code a} or {@code b}
 * @param set settings, by knob
 * @param panes how many there are from now on; the second begins as a copy of the first
 */
public record Turn(String pane, Map<String, String> set, Load load, Integer panes, Boolean pause) {
  public Turn {
    set = set == null ? Map.of() : Map.copyOf(set);
  }

  /** What is offered; what is null stays. */
  public record Load(String workload, Double rate, String link, Long roundTripMicros) {}
}
