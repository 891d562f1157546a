package dev.tuninglab.lab.panel.live;

import java.util.Map;

/** What came of a change of a pane. */
sealed interface Outcome {
  /**
   * These settings are in effect.
   *
   * @param pane the one from before, or another in its place
   * @param problem why they are not those that were asked for; null if they are
   */
  record Settled(LivePane pane, Map<String, String> settings, String problem) implements Outcome {}

  /** Nothing has changed: the service has to be started anew for it. */
  record NeedsStart() implements Outcome {}
}
