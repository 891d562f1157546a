package dev.tuninglab.lab.cli;

import dev.tuninglab.lab.bench.Home;
import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.experiment.Experiment;
import dev.tuninglab.lab.experiment.StoredJson;
import dev.tuninglab.lab.experiment.WholeFile;
import dev.tuninglab.lab.measure.Calibration;
import dev.tuninglab.lab.measure.CalibrationNote;
import dev.tuninglab.lab.measure.Machine;
import dev.tuninglab.lab.report.SittingSpreads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calibrations of this machine, kept beside the data: the last one of each target and workload. */
final class Calibrations {
  static final String FILE = "calibration.json";

  private static final Logger LOG = LoggerFactory.getLogger(Calibrations.class);

  private Calibrations() {}

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
    String name =
        (calibration.target() + "-" + calibration.workload()).replaceAll("[^A-Za-z0-9._-]", "_");
    try {
      Files.createDirectories(folder());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    WholeFile.write(folder().resolve(name + ".json"), StoredJson.write(calibration));
  }

  /** What a result on that machine says of its calibration, or that there is none. */
  static CalibrationNote note(Machine machine, Experiment experiment) {
    return of(machine, experiment.target(), experiment.workload())
        .map(Calibration::note)
        .orElse(CalibrationNote.NONE);
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

  /** How much sittings of the same differ on that machine, as its calibration has it. */
  static SittingSpreads spreads(Machine machine, String target, String workload) {
    return of(machine, target, workload)
        .map(
            calibration ->
                new SittingSpreads(
                    "the calibration of "
                        + calibration.startedAt()
                        + ", workload "
                        + calibration.workload(),
                    metric -> calibration.sittingSpread(metric.name())))
        .orElse(SittingSpreads.UNKNOWN);
  }

  private static List<Calibration> all() {
    if (!Files.isDirectory(folder())) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder())) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .flatMap(file -> read(file).stream())
          .toList();
    } catch (IOException e) {
      LOG.warn("the calibrations in {} cannot be listed", folder(), e);
      return List.of();
    }
  }

  private static Optional<Calibration> read(Path file) {
    try {
      return Optional.of(StoredJson.read(file, Calibration.class));
    } catch (BadInput e) {
      LOG.warn("passed over: {}", e.getMessage(), e);
      return Optional.empty();
    }
  }

  private static Path folder() {
    return Home.cache().resolve("calibrations");
  }
}
