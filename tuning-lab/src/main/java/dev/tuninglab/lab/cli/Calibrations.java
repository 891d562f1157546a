package dev.tuninglab.lab.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tuninglab.lab.measure.Calibration;
import dev.tuninglab.lab.measure.Machine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calibrations of this machine, kept beside the data: the last one of each target and workload. */
final class Calibrations {
  static final String FILE = "calibration.json";

  private static final Logger LOG = LoggerFactory.getLogger(Calibrations.class);
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private Calibrations() {}

  static String text(Calibration calibration) {
    try {
      return JSON.writeValueAsString(calibration) + "\n";
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Of a calibration that still runs: puts it in the place of the last one of its kind only when it
   * says more, so that one that is broken off early takes nothing away.
   */
  static void keepIfItSaysMore(Calibration calibration) {
    int before =
        of(calibration.machine(), calibration.target(), calibration.workload())
            .filter(c -> c.workload().equals(calibration.workload()))
            .map(c -> c.same().size())
            .orElse(0);
    if (calibration.same().size() > before) {
      keep(calibration);
    }
  }

  /**
   * Puts it in the place of the last one of its kind.
   *
   * @throws UncheckedIOException if it cannot be written, as on a full disk
   */
  static void keep(Calibration calibration) {
    Path folder = folder();
    String name =
        (calibration.target() + "-" + calibration.workload()).replaceAll("[^A-Za-z0-9._-]", "_");
    try {
      Files.createDirectories(folder);
      Path part = folder.resolve(name + ".json.part");
      Files.writeString(part, text(calibration));
      Files.move(
          part,
          folder.resolve(name + ".json"),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The one that says most about an experiment on this machine: of its target and workload, else
   * the latest of its target. Those of other machines, or of the same machine changed, do not
   * count; a damaged file is passed over.
   */
  static Optional<Calibration> of(Machine machine, String target, String workload) {
    List<Calibration> here =
        all().stream()
            .filter(c -> machine.differences(c.machine()).isEmpty())
            .filter(c -> c.target().equals(target))
            .sorted(Comparator.comparing(Calibration::startedAt).reversed())
            .toList();
    return here.stream()
        .filter(c -> c.workload().equals(workload))
        .findFirst()
        .or(() -> here.stream().findFirst());
  }

  private static List<Calibration> all() {
    if (!Files.isDirectory(folder())) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder())) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .map(Calibrations::read)
          .filter(Objects::nonNull)
          .toList();
    } catch (IOException e) {
      LOG.warn("the calibrations in {} cannot be listed", folder(), e);
      return List.of();
    }
  }

  private static Calibration read(Path file) {
    try {
      return JSON.readValue(Files.readString(file), Calibration.class);
    } catch (JsonProcessingException e) {
      LOG.warn("{} is not a calibration", file, e);
    } catch (IOException e) {
      LOG.warn("{} cannot be read", file, e);
    }
    return null;
  }

  private static Path folder() {
    return Home.cache().resolve("calibrations");
  }
}
