package dev.tuninglab.lab.cli;

import dev.tuninglab.db.DatabaseException;
import dev.tuninglab.gatling.GeneratorOptions;
import dev.tuninglab.gatling.Load;
import dev.tuninglab.gatling.workload.Arrivals;
import dev.tuninglab.gatling.workload.Workload;
import dev.tuninglab.lab.analysis.Judgement;
import dev.tuninglab.lab.bench.Bench;
import dev.tuninglab.lab.bench.Ceiling;
import dev.tuninglab.lab.bench.Links;
import dev.tuninglab.lab.diagnosis.LookPlan;
import dev.tuninglab.lab.experiment.Design;
import dev.tuninglab.lab.experiment.Experiment;
import dev.tuninglab.lab.experiment.Units;
import dev.tuninglab.lab.measure.Machine;
import dev.tuninglab.lab.measure.MeasuredLink;
import dev.tuninglab.lab.measure.Recording;
import dev.tuninglab.lab.measure.Sitting;
import dev.tuninglab.lab.measure.SliceLog;
import dev.tuninglab.lab.report.CalibrationText;
import dev.tuninglab.lab.report.Result;
import dev.tuninglab.lab.report.Results;
import dev.tuninglab.lab.report.ResultsFolder;
import dev.tuninglab.lab.target.Subjects;
import dev.tuninglab.lab.target.Target;
import dev.tuninglab.lab.target.TargetFailed;
import dev.tuninglab.lab.trial.OneAfterTheOther;
import dev.tuninglab.lab.trial.Trial;
import dev.tuninglab.lab.trial.TrialFailed;
import dev.tuninglab.lab.why.Diagnosis;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Opens what a comparison needs, runs it, and closes everything again, whatever happens. */
final class Comparing {
  private final Experiment experiment;
  private final Target target;
  private final DataOptions data;
  private final boolean gatlingReport;
  private final boolean looksInside;
  private final ResultsFolder folder;
  private final ConsoleProgress progress;
  private final Resumed resumed;

  /** When the first subject of this sitting was started. */
  private Instant begunAt = Instant.now();

  /**
   * @param resumed what an earlier sitting of it left to go on from
   */
  Comparing(
      Experiment experiment,
      Target target,
      RunOptions options,
      ResultsFolder folder,
      ConsoleProgress progress,
      Resumed resumed) {
    this(
        experiment,
        target,
        options.subject().data(),
        options.gatlingReport(),
        options.looksInside() && experiment.question().looksInside(),
        folder,
        progress,
        resumed);
  }

  private Comparing(
      Experiment experiment,
      Target target,
      DataOptions data,
      boolean gatlingReport,
      boolean looksInside,
      ResultsFolder folder,
      ConsoleProgress progress,
      Resumed resumed) {
    this.experiment = experiment;
    this.target = target;
    this.data = data;
    this.gatlingReport = gatlingReport;
    this.looksInside = looksInside;
    this.folder = folder;
    this.progress = progress;
    this.resumed = resumed;
  }

  /** One of many in a row: in silence, and nobody looks inside. */
  static Comparing silent(
      Experiment experiment, Target target, DataOptions data, ResultsFolder folder) {
    return new Comparing(
        experiment,
        target,
        data,
        false,
        false,
        folder,
        ConsoleProgress.silent(),
        Resumed.nothing(experiment));
  }

  /** What a comparison brought back, and what it says. */
  record Measured(Recording recording, Result result) {}

  Measured run()
      throws DatabaseException, TargetFailed, TrialFailed, IOException, InterruptedException {
    return opened(this::measured);
  }

  /** The same variants the usual way, one after the other, at that rate. */
  Recording oneAfterTheOther(double ratePerSecond)
      throws DatabaseException, TargetFailed, TrialFailed, IOException, InterruptedException {
    return opened(
        (bench, log) ->
            new OneAfterTheOther(
                    experiment.variants(),
                    experiment.design(),
                    new Load.Open(ratePerSecond, Arrivals.CONSTANT),
                    variant -> bench.start(List.of(variant), ""),
                    bench,
                    log,
                    progress)
                .run());
  }

  /** What is done with what is open. */
  private interface Work<T> {
    T with(Bench bench, SliceLog log) throws TargetFailed, TrialFailed, InterruptedException;
  }

  private <T> T opened(Work<T> work)
      throws DatabaseException, TargetFailed, TrialFailed, IOException, InterruptedException {
    Bench.Setup setup =
        new Bench.Setup(
            target,
            experiment.variants(),
            experiment.workload(),
            experiment.network(),
            experiment.design().injectors(),
            false,
            folder,
            Ceiling.of(target).at(experiment.design().mode()));
    try (Bench bench =
            Bench.open(setup, data, this::generatorOptions, this::keepGatlingReport, progress);
        SliceLog log = log()) {
      return work.with(bench, log);
    }
  }

  /** Forks that were only begun are struck out, so that nobody takes them for whole ones. */
  private SliceLog log() throws IOException {
    if (resumed.before() == null) {
      return SliceLog.create(folder.path());
    }
    SliceLog log = SliceLog.open(folder.path());
    for (int fork : resumed.leftOut()) {
      log.leaveOut(fork);
    }
    return log;
  }

  /** Runs the trial, and leaves on disk what happened in it, however it ends. */
  private Measured measured(Bench bench, SliceLog log)
      throws TargetFailed, TrialFailed, InterruptedException {
    begunAt = Instant.now();
    Machine machine = bench.surroundings().machine();
    Sitting begun =
        Sitting.begun(resumed.startedAt(begunAt), machine, Calibrations.note(machine, experiment));
    folder.write(begun);
    Afterwards afterwards = new Afterwards(begun, bench);
    try {
      Recording recording = trial(bench, log, afterwards).run();
      return new Measured(
          recording, Results.of(experiment, recording, afterwards.sitting, afterwards.diagnosis));
    } catch (InterruptedException e) {
      afterwards.endedEarly(Sitting.End.INTERRUPTED, "");
      throw e;
    } catch (TargetFailed | TrialFailed e) {
      afterwards.endedEarly(Sitting.End.FAILED, e.getMessage());
      throw e;
    }
  }

  /** What happened is written down before anybody looks for causes: that look may fail. */
  private final class Afterwards implements Trial.Afterwards {
    private final Bench bench;
    private final Sitting begun;
    private final Optional<LookingInside> inside;
    private Sitting sitting;
    private Diagnosis diagnosis = Diagnosis.NONE;

    Afterwards(Sitting begun, Bench bench) {
      this.begun = begun;
      this.bench = bench;
      this.inside =
          looksInside
              ? Optional.of(
                  new LookingInside(
                      experiment, target, bench.surroundings()::variables, folder, progress))
              : Optional.empty();
    }

    @Override
    public void with(Recording all, Subjects subjects, double slowestPerSecond)
        throws InterruptedException {
      Links links = bench.links();
      double seconds = seconds();
      List<MeasuredLink> measured = links.measured();
      measured.forEach(link -> link.warning().ifPresent(progress::warning));
      links.unused().forEach(progress::warning);
      bench.injectorsApart().ifPresent(progress::warning);
      sitting = begun.ended(seconds, all.ratePerSecond(), progress.warnings(), measured);
      folder.write(sitting);
      if (inside.isPresent()) {
        double rate = LookPlan.rate(all.ratePerSecond(), slowestPerSecond);
        bench.surroundings().countPlanning(true);
        try {
          diagnosis = inside.get().into(subjects, rate, bench.workload(), bench);
        } finally {
          bench.surroundings().countPlanning(false);
        }
      }
    }

    /** Of one that had not yet measured all. */
    void endedEarly(Sitting.End end, String why) {
      if (sitting == null) {
        Comparing.this.endedEarly(begun, bench.links(), end, why);
      }
    }
  }

  private void endedEarly(Sitting sitting, Links links, Sitting.End end, String why) {
    Uninterrupted.write(
        () ->
            folder.write(
                sitting.endedEarly(
                    seconds(),
                    progress.warnings(),
                    links.measured(),
                    end,
                    why.lines().findFirst().orElse(""))));
  }

  /** Of all sittings. */
  private double seconds() {
    double here = Duration.between(begunAt, Instant.now()).toMillis() / 1_000.0;
    return resumed.secondsBefore() + here;
  }

  private GeneratorOptions generatorOptions(Workload workload) {
    return GeneratorOptions.of(folder.logs(), workload).withGatlingReport(gatlingReport);
  }

  private void keepGatlingReport(Path report) {
    progress.step("Gatling's own report: " + folder.adopt(report, "gatling").resolve("index.html"));
  }

  private Trial trial(Bench bench, SliceLog log, Afterwards afterwards) {
    return new Trial(
        experiment,
        (fork, alive) -> {
          progress.stage(Standing.Stage.STARTING, fork);
          return bench.start(alive, "fork" + fork + "-");
        },
        bench,
        this::enough,
        afterwards,
        log,
        progress,
        resumed.earlier());
  }

  /** Between forks only: what is looked at then is what the result would say. */
  private Optional<String> enough(int fork, Recording soFar) {
    Double precision = experiment.design().precision();
    if (precision == null || fork < Design.FIRST_LOOK) {
      return Optional.empty();
    }
    Judgement judgement = Results.judge(experiment, soFar);
    progress.step(CalibrationText.precisionSoFar(judgement, fork));
    return judgement.preciseTo(precision)
        ? Optional.of("precise to " + Units.percent(precision) + ", so measuring ends")
        : Optional.empty();
  }
}
