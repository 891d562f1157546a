package dev.tuninglab.lab.target;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The JDKs of this machine, one a release, 17 or newer. Looked for where the {@code lab} script
 * looks: the one that runs, {@code JAVA_HOME}, the {@code PATH}, then the usual folders, of which
 * the newest update of a release is taken.
 */
public final class Jdks {
  private static final int OLDEST = 17;

  /** A folder, which of its entries to look at, and the way from an entry to its home. */
  private record Place(String folder, String entries, String home) {}

  private static final String USER = System.getProperty("user.home");
  private static final List<Place> USUAL =
      List.of(
          new Place("/usr/lib/jvm", "*", ""),
          new Place("/opt/java", "*", ""),
          new Place("/opt", "jdk*", ""),
          new Place(USER + "/.sdkman/candidates/java", "*", ""),
          new Place(USER + "/.jdks", "*", ""),
          new Place("/Library/Java/JavaVirtualMachines", "*", "Contents/Home"),
          new Place("/opt/homebrew/opt", "openjdk*", ""));

  private final Map<String, Jdk> byId = new LinkedHashMap<>();
  private final Jdk running;

  /**
   * @param running the one that runs the lab
   * @param others in the order in which they are preferred
   */
  public Jdks(Jdk running, List<Jdk> others) {
    this.running = running;
    Stream.concat(Stream.of(running), others.stream())
        .filter(jdk -> jdk.version().feature() >= OLDEST)
        .forEach(jdk -> byId.putIfAbsent(jdk.id(), jdk));
  }

  /** Those of this machine. */
  public static Jdks here() {
    List<Jdk> others = new ArrayList<>();
    Optional.ofNullable(System.getenv("JAVA_HOME")).flatMap(Jdks::at).ifPresent(others::add);
    onPath().flatMap(Jdk::in).ifPresent(others::add);
    USUAL.stream()
        .flatMap(place -> in(place).stream())
        .sorted(Comparator.comparing(Jdk::version).reversed())
        .forEach(others::add);
    return new Jdks(Jdk.running(), others);
  }

  private static Optional<Jdk> at(String folder) {
    return folder.isBlank() ? Optional.empty() : Jdk.in(Path.of(folder));
  }

  private static Optional<Path> onPath() {
    return Stream.of(
            Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
        .map(folder -> Path.of(folder, "javac"))
        .filter(Files::isExecutable)
        .findFirst()
        .flatMap(Jdks::homeOf);
  }

  private static Optional<Path> homeOf(Path program) {
    try {
      return Optional.ofNullable(program.toRealPath().getParent()).map(Path::getParent);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static List<Jdk> in(Place place) {
    Path folder = Path.of(place.folder());
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Jdk> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, place.entries())) {
      for (Path entry : entries) {
        Jdk.in(entry.resolve(place.home())).ifPresent(found::add);
      }
    } catch (IOException e) {
      // A folder that may not be read holds nothing that could be run.
    }
    return found;
  }

  /** The oldest release first. */
  public List<String> ids() {
    return byId.values().stream()
        .sorted(Comparator.comparing(jdk -> jdk.version().feature()))
        .map(Jdk::id)
        .toList();
  }

  /** The one that runs the lab. */
  Jdk running() {
    return running;
  }

  /** One of {@link #ids()}. */
  public Jdk named(String id) {
    return byId.get(id);
  }
}
