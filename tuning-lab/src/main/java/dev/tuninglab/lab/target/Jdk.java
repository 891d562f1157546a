package dev.tuninglab.lab.target;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * A JDK that can run subjects.
 *
 * @param version such as 17.0.15
 * @param home its folder, without links
 */
public record Jdk(Runtime.Version version, Path home) {

  /** The one that runs the lab. */
  static Jdk running() {
    return new Jdk(Runtime.version(), Path.of(System.getProperty("java.home")));
  }

  /**
   * The JDK in a folder, told by its {@code release} file: asking the program itself would take
   * tenths of a second each. Empty where there is none.
   */
  static Optional<Jdk> in(Path home) {
    Path release = home.resolve("release");
    if (!Files.isExecutable(launcher(home)) || !Files.isRegularFile(release)) {
      return Optional.empty();
    }
    Properties facts = new Properties();
    try (Reader reader = Files.newBufferedReader(release, StandardCharsets.UTF_8)) {
      facts.load(reader);
      String version = facts.getProperty("JAVA_VERSION", "").replace("\"", "");
      return Optional.of(new Jdk(Runtime.Version.parse(version), home.toRealPath()));
    } catch (IOException | IllegalArgumentException e) {
      // Version 8 and older say 1.8.0_392, and some folder is no JDK at all: neither is of use.
      return Optional.empty();
    }
  }

  private static Path launcher(Path home) {
    return home.resolve("bin").resolve("java");
  }

  /** The word for it: the number of its release, {@code 17}. */
  public String id() {
    return String.valueOf(version.feature());
  }

  /** As its own {@code java.version} says it: {@code 17.0.15}. */
  String versionText() {
    return version.toString().replaceFirst("\\+.*", "");
  }

  /** The program that starts a JVM. */
  public Path launcher() {
    return launcher(home);
  }
}
