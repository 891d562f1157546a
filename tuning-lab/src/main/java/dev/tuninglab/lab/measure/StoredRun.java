package dev.tuninglab.lab.measure;

import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.experiment.Experiment;
import dev.tuninglab.lab.experiment.StoredJson;
import dev.tuninglab.lab.experiment.Units;
import dev.tuninglab.lab.experiment.Variant;
import dev.tuninglab.lab.why.Diagnosis;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A run as its results folder holds it: all that a result is made of.
 *
 * @param sitting with a warning for everything in the folder that could not be used
 * @param diagnosis none of a run in which nobody looked inside, or that ended before
 */
public record StoredRun(
    Experiment experiment, Recording recording, Sitting sitting, Diagnosis diagnosis) {
  /** What a rate that is not written down can be told to. */
  private static final int DIGITS = 3;

  /**
   * @throws BadInput if the folder is none of a run's, or nothing in it can be judged
   */
  public static StoredRun read(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new BadInput(
          folder
              + (Files.exists(folder) ? " is a file" : " does not exist")
              + "; a results folder is needed, as ./lab compare leaves below results/");
    }
    if (!Files.exists(folder.resolve(Experiment.FILE))) {
      throw new BadInput(
          folder
              + " is not a results folder: it has no "
              + Experiment.FILE
              + "; ./lab compare leaves such folders below results/");
    }
    Experiment experiment = StoredJson.read(folder.resolve(Experiment.FILE), Experiment.class);
    SliceLogReader.Stored stored = SliceLogReader.read(folder, names(experiment));
    if (experiment.variants().isEmpty()) {
      throw new BadInput(folder.resolve(Experiment.FILE) + " names no variants");
    }
    if (stored.slices().isEmpty()) {
      throw new BadInput(
          folder
              + " holds no slice that can be used: "
              + stored.unread().stream().findFirst().orElse("nothing was measured"));
    }
    return of(experiment, stored, folder);
  }

  private static Set<String> names(Experiment experiment) {
    return experiment.variants().stream().map(Variant::name).collect(Collectors.toSet());
  }

  private static StoredRun of(Experiment experiment, SliceLogReader.Stored stored, Path folder) {
    List<String> warnings = new ArrayList<>(stored.unread());
    Sitting sitting = sitting(folder, stored.slices(), warnings);
    Diagnosis diagnosis = diagnosis(folder, warnings);
    double rate =
        sitting.ratePerSecond() == null
            ? offered(experiment, stored.slices())
            : sitting.ratePerSecond();
    double took =
        sitting.tookSeconds() == null
            ? secondsTo(sitting.startedAt(), stored.slices())
            : sitting.tookSeconds();
    return new StoredRun(
        experiment,
        new Recording(rate, stored.slices(), stored.subjectCounts()),
        sitting.recalled(took, rate, warnings),
        diagnosis);
  }

  private static Sitting sitting(Path folder, List<Slice> slices, List<String> warnings) {
    try {
      return StoredJson.read(folder.resolve(Sitting.FILE), Sitting.class);
    } catch (BadInput e) {
      warnings.add(
          e.getMessage()
              + ": without it, the machine, the links and the warnings of the run are not known");
      return Sitting.forgotten(Instant.ofEpochMilli(slices.get(0).report().startedAtMillis()));
    }
  }

  private static Diagnosis diagnosis(Path folder, List<String> warnings) {
    Path file = folder.resolve(Diagnosis.FILE);
    try {
      return Files.exists(file) ? StoredJson.read(file, Diagnosis.class) : Diagnosis.NONE;
    } catch (BadInput e) {
      warnings.add(e.getMessage() + ": without it, the result says nothing of causes");
      return Diagnosis.NONE;
    }
  }

  /** Of a run that ended before it wrote its rate down: what its measured slices were offered. */
  private static double offered(Experiment experiment, List<Slice> slices) {
    if (experiment.design().mode().rate().isEmpty()) {
      return 0;
    }
    List<Slice> measured =
        slices.stream().filter(slice -> slice.phase() == Slice.Phase.MEASURED).toList();
    double seconds = measured.size() * experiment.design().slice().toNanos() / 1e9;
    long requests = measured.stream().mapToLong(Slice::offered).sum();
    return seconds == 0 ? 0 : Units.rounded(requests / seconds, DIGITS);
  }

  private static double secondsTo(Instant begin, List<Slice> slices) {
    double last =
        slices.stream()
            .mapToDouble(s -> s.report().startedAtMillis() + s.report().elapsedNanos() / 1e6)
            .max()
            .orElseThrow();
    return Math.max(0, (last - begin.toEpochMilli()) / 1_000);
  }
}
