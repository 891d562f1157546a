package dev.tuninglab.lab.report;

import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.experiment.Experiment;
import dev.tuninglab.lab.experiment.StoredJson;
import dev.tuninglab.lab.experiment.WholeFile;
import dev.tuninglab.lab.measure.Recording;
import dev.tuninglab.lab.measure.Sitting;
import dev.tuninglab.lab.measure.SliceLog;
import dev.tuninglab.lab.why.Diagnosis;
import dev.tuninglab.lab.why.Inside;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The folder of one experiment's results; reserved before anything runs. */
public final class ResultsFolder {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private final Path path;

  private ResultsFolder(Path path) {
    this.path = path;
  }

  /** Reserves {@code results/<time>-<name>} below the working folder. */
  public static ResultsFolder reserve(String name) {
    String time = TIME.format(Instant.now());
    Path parent = Path.of("results");
    for (int i = 1; ; i++) {
      Path path = parent.resolve(time + "-" + name + (i == 1 ? "" : "-" + i));
      if (!Files.exists(path)) {
        return make(path);
      }
    }
  }

  /**
   * Reserves a folder that the user chose.
   *
   * @throws BadInput if it exists and is not an empty folder, or cannot be made
   */
  public static ResultsFolder reserve(Path path) {
    if (Files.exists(path) && !Files.isDirectory(path)) {
      throw new BadInput("--out must be a folder, but " + path + " is a file");
    }
    if (Files.isDirectory(path) && !isEmpty(path)) {
      throw new BadInput("--out must be empty or not exist, but " + path + " holds files");
    }
    return make(path);
  }

  /** One that is there already. */
  public static ResultsFolder open(Path path) {
    return new ResultsFolder(path);
  }

  private static ResultsFolder make(Path path) {
    try {
      Files.createDirectories(path.resolve("logs"));
      return new ResultsFolder(path);
    } catch (IOException e) {
      throw new BadInput("the results folder " + path + " cannot be made: " + e.getMessage(), e);
    }
  }

  private static boolean isEmpty(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.findAny().isEmpty();
    } catch (IOException e) {
      throw new BadInput("the folder " + folder + " cannot be read: " + e.getMessage(), e);
    }
  }

  public Path path() {
    return path;
  }

  /** What subjects and the generator print. */
  public Path logs() {
    return path.resolve("logs");
  }

  /**
   * Writes a file, or another in its place: whoever reads it at any time finds it whole.
   *
   * @throws UncheckedIOException if it cannot be written, as on a full disk
   */
  public void write(String file, String content) {
    WholeFile.write(path.resolve(file), content);
  }

  public void write(Experiment experiment) {
    write(Experiment.FILE, StoredJson.write(experiment));
  }

  public void write(Sitting sitting) {
    write(Sitting.FILE, StoredJson.write(sitting));
  }

  /** Every report there is, from the one model. */
  public void write(Report report) {
    write(report, Format.ALL);
  }

  /** In these forms only. */
  public void write(Report report, Collection<Format> formats) {
    Report linked = report.with(beside(formats));
    formats.forEach(format -> write(format.file(), format.render(linked)));
  }

  /** What will lie here when all of these are written. */
  private Set<String> beside(Collection<Format> formats) {
    Set<String> files = formats.stream().map(Format::file).collect(Collectors.toSet());
    BesideTheReport.names().stream()
        .filter(name -> Files.exists(path.resolve(name)))
        .forEach(files::add);
    return files;
  }

  public void write(Diagnosis diagnosis) {
    write(Diagnosis.FILE, StoredJson.write(diagnosis));
  }

  /**
   * Everything that reports are rendered from.
   *
   * @param result made of this folder's run
   */
  public Report report(Result result, Recording recording) {
    Map<String, String> stacks = new LinkedHashMap<>();
    if (result.why() != null) {
      for (Inside inside : result.why().diagnosis().variants()) {
        stacks(inside).ifPresent(text -> stacks.put(inside.variant(), text));
      }
    }
    return new Report(result, recording, stacks);
  }

  /** Only from this folder: the name comes from a file, which may be anybody's. */
  private Optional<String> stacks(Inside inside) {
    if (inside.stacks().isEmpty()) {
      return Optional.empty();
    }
    Path file = path.resolve(inside.stacks()).normalize();
    try {
      return file.startsWith(path.normalize()) && Files.isRegularFile(file)
          ? Optional.of(Files.readString(file))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * Moves a folder that another program left within {@link #logs} to a place of its own.
   *
   * @return where it is now
   */
  public Path adopt(Path folder, String name) {
    try {
      return Files.move(folder, path.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether a file of that name is there. */
  public boolean holds(String file) {
    return Files.exists(path.resolve(file));
  }

  /** Whether at least one slice is on disk. */
  public boolean hasSlices() {
    Path counts = path.resolve(SliceLog.COUNTS);
    try {
      return Files.exists(counts) && Files.size(counts) > 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Besides that of the logs: those of the sittings of a calibration. */
  private boolean holdsFolders() throws IOException {
    try (Stream<Path> entries = Files.list(path)) {
      return entries.anyMatch(entry -> Files.isDirectory(entry) && !entry.equals(logs()));
    }
  }

  /**
   * Gives the reservation back when nothing came of it; keeps anything that was logged or measured.
   */
  public void dropIfUnused() {
    try {
      if (isEmpty(logs()) && !holdsFolders()) {
        try (Stream<Path> entries = Files.list(path)) {
          for (Path entry : entries.toList()) {
            Files.delete(entry);
          }
        }
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
