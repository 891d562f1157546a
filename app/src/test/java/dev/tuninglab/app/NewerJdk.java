package dev.tuninglab.app;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/** A JDK with what the one that runs the tests may not have. */
final class NewerJdk {
  private static final List<Path> USUAL =
      List.of(
          Path.of("/usr/lib/jvm"),
          Path.of("/opt/java"),
          Path.of(System.getProperty("user.home"), ".sdkman", "candidates", "java"),
          Path.of(System.getProperty("user.home"), ".jdks"));

  private NewerJdk() {}

  /** The folder of one of that release or newer; where there is none, the test is skipped. */
  static Path atLeast(int release) throws IOException {
    List<Path> homes = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"))));
    for (Path folder : USUAL) {
      if (Files.isDirectory(folder)) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
          entries.forEach(homes::add);
        }
      }
    }
    Optional<Path> found = homes.stream().filter(home -> release(home) >= release).findFirst();
    assumeThat(found).as("a JDK %d or newer on this machine", release).isPresent();
    return found.get();
  }

  /** 0 for what is no JDK. */
  private static int release(Path home) {
    Properties facts = new Properties();
    try (Reader reader = Files.newBufferedReader(home.resolve("release"))) {
      facts.load(reader);
      String version = facts.getProperty("JAVA_VERSION", "0").replace("\"", "");
      return Integer.parseInt(version.replaceFirst("\\D.*", ""));
    } catch (IOException | NumberFormatException e) {
      return 0;
    }
  }
}
