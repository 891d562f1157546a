package dev.tuninglab.lab.cli;

import java.awt.Desktop;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The browser of whoever sits at this machine, if anybody does. */
class Browser {
  /** An opener that hands over ends at once; one that is itself the browser does not. */
  private static final int PATIENCE_SECONDS = 5;

  private final Map<String, String> environment;
  private final String os;

  /**
   * @param environment of the process: where programs are, and whether there is a display
   * @param os name of the operating system, as the JVM tells it
   */
  Browser(Map<String, String> environment, String os) {
    this.environment = Map.copyOf(environment);
    this.os = os.toLowerCase(Locale.ROOT);
  }

  static Browser ofThisMachine() {
    return new Browser(System.getenv(), System.getProperty("os.name"));
  }

  /** Whether a browser took it; false where there is none, or it would not. */
  boolean open(URI page) throws InterruptedException {
    Optional<Path> opener = opener();
    if (opener.isPresent()) {
      return started(opener.get(), page);
    }
    return os.contains("windows") && desktop(page);
  }

  /** The desktop's own command; on Linux only where there is a screen for it. */
  private Optional<Path> opener() {
    if (os.contains("mac")) {
      return program("open");
    }
    boolean screen =
        Stream.of("DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME")
            .anyMatch(name -> !environment.getOrDefault(name, "").isEmpty());
    return screen ? program("xdg-open").or(() -> program("wslview")) : Optional.empty();
  }

  private Optional<Path> program(String name) {
    return Pattern.compile(Pattern.quote(File.pathSeparator))
        .splitAsStream(environment.getOrDefault("PATH", ""))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static boolean started(Path opener, URI page) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(opener.toString(), page.toString())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return !process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean desktop(URI page) {
    try {
      if (Desktop.isDesktopSupported() && Desktop.getDesktop().isSupported(Desktop.Action.BROWSE)) {
        Desktop.getDesktop().browse(page);
        return true;
      }
      return false;
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }
}
