package dev.tuninglab.app;

import dev.tuninglab.app.tuning.InvalidSetting;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Where the lines about requests go, when they go anywhere. */
final class RequestLogFile {
  private RequestLogFile() {}

  /**
   * The file that was asked for; where none was, one of this process alone in the temporary folder,
   * which goes with the process: instances that run side by side must not share one.
   */
  static Path of(String asked) {
    if (asked != null) {
      try {
        return Path.of(asked);
      } catch (InvalidPathException e) {
        throw new InvalidSetting("--log-file must be a path, but was '" + asked + "'");
      }
    }
    String name = "shop-" + ProcessHandle.current().pid() + "-requests.log";
    Path file = Path.of(System.getProperty("java.io.tmpdir"), name);
    for (String suffix : new String[] {"", ".1", ".2"}) {
      Path.of(file + suffix).toFile().deleteOnExit();
    }
    return file;
  }
}
