package dev.tuninglab.lab.panel.live;

import java.util.Map;

/** What came of a change of a pane. */
sealed interface Outcome {
  /**
   * These settings are in effect.
   *
   * @param pane the one from before, or another in its place
   * @param problem why they are not those that were asked for; null if they are
   * @param at since when, in milliseconds since 1970
   */
  record Settled(LivePane pane, Map<String, String> settings, String problem, long at)
      implements Outcome {
    /** As was asked for, from now on. */
    static Settled done(LivePane pane, Map<String, String> settings) {
      return new Settled(pane, settings, null, System.currentTimeMillis());
    }

    /** As before. */
    static Settled refused(LivePane pane, Map<String, String> settings, String why) {
      return new Settled(pane, settings, why, System.currentTimeMillis());
    }
  }

  /** Nothing has changed: the service has to be started anew for it. */
  record NeedsStart() implements Outcome {}
}
