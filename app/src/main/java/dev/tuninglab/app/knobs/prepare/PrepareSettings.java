package dev.tuninglab.app.knobs.prepare;

import dev.tuninglab.app.tuning.Knob;
import dev.tuninglab.app.tuning.Tuning;
import dev.tuninglab.app.tuning.Values;

/**
 * When a statement is worth a name. {@code prepare=off} ignores it.
 *
 * @param threshold the execution on one connection, 1 to 100, at which it gets one
 */
public record PrepareSettings(int threshold) {
  /** The driver's default: a statement that comes once would pay a round trip for nothing. */
  public static final Knob<Integer> THRESHOLD =
      new Knob<>(
          "prepare.threshold",
          new Values.Count(1, 100),
          "5",
          "order",
          "how soon a new connection is as quick as an old one");

  /**
   * @throws dev.tuninglab.app.tuning.InvalidSetting when the value is out of its range
   */
  public PrepareSettings {
    THRESHOLD.parse(Integer.toString(threshold));
  }

  public static PrepareSettings of(Tuning tuning) {
    return new PrepareSettings(tuning.get(THRESHOLD));
  }
}
