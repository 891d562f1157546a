package dev.tuninglab.app.knobs.stale;

import dev.tuninglab.app.tuning.Knob;
import dev.tuninglab.app.tuning.Tuning;
import dev.tuninglab.app.tuning.Values;

/**
 * How much stays in the hot table. {@code stale=kept} ignores it.
 *
 * @param keep how many months, of those that have events; 2 to 120
 */
public record StaleSettings(int keep) {
  /** With 2, there is a whole month even on the first day of the next. */
  public static final Knob<Integer> KEEP =
      new Knob<>(
          "stale.keep",
          new Values.Count(2, 120),
          "3",
          "recent-events",
          "with stale=purged: how many months with events stay in the hot table");

  /**
   * @throws dev.tuninglab.app.tuning.InvalidSetting when the value is out of its range
   */
  public StaleSettings {
    KEEP.parse(Integer.toString(keep));
  }

  public static StaleSettings of(Tuning tuning) {
    return new StaleSettings(tuning.get(KEEP));
  }
}
