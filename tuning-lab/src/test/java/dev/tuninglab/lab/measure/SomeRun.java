package dev.tuninglab.lab.measure;

import dev.tuninglab.lab.analysis.Metric;
import dev.tuninglab.lab.experiment.Design;
import dev.tuninglab.lab.experiment.Experiment;
import dev.tuninglab.lab.experiment.Link;
import dev.tuninglab.lab.experiment.Mode;
import dev.tuninglab.lab.experiment.Network;
import dev.tuninglab.lab.experiment.Rate;
import dev.tuninglab.lab.experiment.StoredJson;
import dev.tuninglab.lab.experiment.Variant;
import dev.tuninglab.lab.why.Diagnosis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A run of {@code pool=none,hikari} as a trial would leave it. */
public record SomeRun(Experiment experiment, List<Slice> slices, Sitting sitting) {
  public static final Machine MACHINE =
      new Machine(
          2,
          "Some CPU",
          16_384,
          "Linux 6.1 amd64",
          "17.0.15",
          Map.of(Machine.DATABASE, "PostgreSQL 18.6"));

  /** Nobody looked inside. */
  public Diagnosis diagnosis() {
    return Diagnosis.NONE;
  }

  /**
   * @param none median latency of the baseline, in microseconds
   * @param hikari median latency of the candidate, in microseconds
   */
  public static SomeRun of(double none, double hikari, int forks, int rounds, long seed) {
    Map<String, Double> medians = new LinkedHashMap<>();
    medians.put("pool=none", none);
    medians.put("pool=hikari", hikari);
    List<Slice> slices = SomeSlices.of(medians, forks, rounds, seed);
    MeasuredLink link =
        new MeasuredLink(
            Network.DATABASE,
            Link.ofRoundTrip("--db-rtt", "0.5ms"),
            new RoundTrip(500, 1_000, 531.25, 560.5),
            new Lateness(12.0, 48.0));
    Sitting sitting =
        Sitting.begun(Instant.parse("2026-11-24T10:00:00.123456Z"), MACHINE, CalibrationNote.NONE)
            .ended(58.912, 224, List.of("a warning met on the way"), List.of(link));
    return new SomeRun(experiment(forks, seed), slices, sitting);
  }

  private static Experiment experiment(int forks, long seed) {
    Design design =
        new Design(
            Duration.ofSeconds(60),
            forks,
            10_000,
            Duration.ofSeconds(1),
            Duration.ofSeconds(8),
            new Mode.Latency(new Rate.Auto(200), Mode.Spread.CONSTANT),
            Metric.PRIMARY,
            null,
            seed);
    return new Experiment(
        "pool",
        List.of("compare", "pool=none,hikari", "--seed", String.valueOf(seed)),
        "sample API",
        List.of(variant("none"), variant("hikari")),
        "order",
        design,
        "small data, seed 1",
        new Network(Optional.of(Link.ofRoundTrip("--db-rtt", "0.5ms")), Optional.empty()));
  }

  private static Variant variant(String pool) {
    return new Variant("pool=" + pool, Map.of("pool", pool));
  }

  /** With slices of variants of other names. */
  public SomeRun renamed(Map<String, String> names) {
    List<Slice> renamed =
        slices.stream()
            .map(
                s ->
                    new Slice(
                        s.fork(),
                        s.round(),
                        s.phase(),
                        names.getOrDefault(s.variant(), s.variant()),
                        s.report(),
                        s.stalls()))
            .toList();
    return new SomeRun(experiment, renamed, sitting);
  }

  public SomeRun with(Sitting other) {
    return new SomeRun(experiment, slices, other);
  }

  public SomeRun with(Experiment other) {
    return new SomeRun(other, slices, sitting);
  }

  /** Only what the first so many slices are: of a run that ended early. */
  public SomeRun first(int count) {
    return new SomeRun(experiment, slices.subList(0, count), sitting);
  }

  public Recording recording() {
    return new Recording(sitting.ratePerSecond(), slices, SomeSlices.counts(slices, 17));
  }

  /** Leaves it in a folder as a trial does. */
  public SomeRun store(Path folder) {
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve(Experiment.FILE), StoredJson.write(experiment));
      Files.writeString(folder.resolve(Sitting.FILE), StoredJson.write(sitting));
      SomeSlices.write(folder, slices, SomeSlices.counts(slices, 17));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
