package dev.tuninglab.app.knobs.log;

import dev.tuninglab.app.tuning.InvalidSetting;
import dev.tuninglab.app.tuning.Tuning;
import java.nio.file.Path;

/**
 * Where lines go, and what happens to one for which there is no room.
 *
 * @param file grows to 32 MB, and is then renamed to {@code .1} and {@code .2}, of which two are
 *     kept; several logs of one process may share it
 * @param full what {@code log=async} does when its ring is full; {@code log=sync} has none
 */
public record LogSettings(Path file, LogFull full) {
  /**
   * @throws InvalidSetting when the file's name has characters that mean something else to Log4j
   */
  public LogSettings {
    if (file.toString().matches(".*[%$].*")) {
      throw new InvalidSetting(
          "the log's file must have a path without % and $, but was '" + file + "'");
    }
  }

  public static LogSettings of(Tuning tuning, Path file) {
    return new LogSettings(file, tuning.get(LogFull.KNOB));
  }
}
