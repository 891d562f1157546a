package dev.tuninglab.lab.cli;

import dev.tuninglab.db.DatabaseException;
import dev.tuninglab.gatling.GeneratorException;
import dev.tuninglab.gatling.GeneratorOptions;
import dev.tuninglab.gatling.SliceOrder;
import dev.tuninglab.gatling.SliceReport;
import dev.tuninglab.gatling.workload.RequestSpec;
import dev.tuninglab.gatling.workload.Workload;
import dev.tuninglab.lab.bench.Bench;
import dev.tuninglab.lab.bench.Ceiling;
import dev.tuninglab.lab.experiment.Fault;
import dev.tuninglab.lab.experiment.GameDay;
import dev.tuninglab.lab.experiment.StoredJson;
import dev.tuninglab.lab.experiment.Variant;
import dev.tuninglab.lab.fault.Breaking;
import dev.tuninglab.lab.fault.FaultFailed;
import dev.tuninglab.lab.fault.Reach;
import dev.tuninglab.lab.measure.CalibrationNote;
import dev.tuninglab.lab.measure.Day;
import dev.tuninglab.lab.measure.Sitting;
import dev.tuninglab.lab.measure.Slice;
import dev.tuninglab.lab.measure.SliceLog;
import dev.tuninglab.lab.measure.StoredGameDay;
import dev.tuninglab.lab.report.ResultsFolder;
import dev.tuninglab.lab.target.Subject;
import dev.tuninglab.lab.target.Subjects;
import dev.tuninglab.lab.target.Target;
import dev.tuninglab.lab.target.TargetFailed;
import dev.tuninglab.lab.trial.GameDayTrial;
import dev.tuninglab.lab.trial.Progress;
import dev.tuninglab.lab.trial.TrialFailed;
import dev.tuninglab.lab.trial.audit.Asking;
import dev.tuninglab.lab.trial.audit.RowCount;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Opens what a game day needs, has it, and closes everything again, whatever happens. */
final class GameDaying {
  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(2);

  /** What the generator may take to tell of a slice that was interrupted. */
  private static final Duration CUT_SHORT_WITHIN = Duration.ofSeconds(15);

  private final GameDay asked;
  private final StoredGameDay earlier;
  private final Target target;
  private final DataOptions data;
  private final ResultsFolder folder;
  private final ConsoleProgress progress;

  private final Instant began = Instant.now();

  /**
   * @param earlier what a sitting before this one had of it; null for nothing
   */
  GameDaying(
      GameDay asked,
      StoredGameDay earlier,
      Target target,
      DataOptions data,
      ResultsFolder folder,
      ConsoleProgress progress) {
    this.asked = asked;
    this.earlier = earlier;
    this.target = target;
    this.data = data;
    this.folder = folder;
    this.progress = progress;
  }

  /** Leaves all that a result is made of in the folder. */
  void run()
      throws DatabaseException,
          TargetFailed,
          TrialFailed,
          FaultFailed,
          IOException,
          InterruptedException {
    Bench.Setup setup =
        new Bench.Setup(
            target,
            asked.variants(),
            asked.workload(),
            asked.network(),
            1,
            breaksTheWay(),
            folder,
            Ceiling.NONE);
    try (Bench bench = Bench.open(setup, data, this::options, report -> {}, progress);
        SliceLog log =
            earlier == null ? SliceLog.create(folder.path()) : SliceLog.open(folder.path())) {
      run(bench, log);
    }
  }

  private void run(Bench bench, SliceLog log)
      throws TargetFailed, TrialFailed, FaultFailed, InterruptedException {
    Sitting begun =
        Sitting.begun(
            earlier == null ? began : earlier.sitting().startedAt(),
            bench.surroundings().machine(),
            CalibrationNote.NONE);
    folder.write(begun);
    try {
      new GameDayTrial(asked, done(), new Here(bench), new OnOrder(bench), log, steps(), this::keep)
          .run();
      folder.write(begun.ended(seconds(), 0, warnings(), bench.links().measured()));
    } catch (InterruptedException e) {
      endedEarly(begun, bench, Sitting.End.INTERRUPTED, "");
      throw e;
    } catch (TargetFailed | TrialFailed | FaultFailed e) {
      endedEarly(begun, bench, Sitting.End.FAILED, e.getMessage());
      throw e;
    }
  }

  /** Slices come to an end here long after they began: nothing is to be told of that. */
  private Progress steps() {
    return new Progress() {
      @Override
      public void step(String line) {
        progress.step(line);
      }

      @Override
      public void slice(Slice slice) {
        // The steps say when load begins and ends.
      }

      @Override
      public void warning(String line) {
        progress.warning(line);
      }
    };
  }

  private void endedEarly(Sitting begun, Bench bench, Sitting.End end, String why) {
    Uninterrupted.write(
        () ->
            folder.write(
                begun.endedEarly(
                    seconds(),
                    warnings(),
                    bench.links().measured(),
                    end,
                    why.lines().findFirst().orElse(""))));
  }

  private void keep(Day day) {
    int number = 1 + asked.variants().stream().map(Variant::name).toList().indexOf(day.variant());
    Uninterrupted.write(() -> folder.write(StoredGameDay.dayFile(number), StoredJson.write(day)));
  }

  /** Of all sittings. */
  private double seconds() {
    Double before = earlier == null ? null : earlier.sitting().tookSeconds();
    return (before == null ? 0 : before)
        + Duration.between(began, Instant.now()).toMillis() / 1_000.0;
  }

  private List<String> warnings() {
    List<String> all = new ArrayList<>(earlier == null ? List.of() : earlier.sitting().warnings());
    all.addAll(progress.warnings());
    return all;
  }

  private GameDayTrial.Earlier done() {
    if (earlier == null) {
      return GameDayTrial.Earlier.NONE;
    }
    return new GameDayTrial.Earlier(
        earlier.whole(folder.path()).stream().map(Day::variant).collect(Collectors.toSet()),
        earlier.whole(folder.path()).stream()
            .mapToDouble(Day::ratePerSecond)
            .findFirst()
            .orElse(0));
  }

  private boolean breaksTheWay() {
    return asked.scenario().faults().stream()
        .anyMatch(step -> step.fault().place() == Fault.Place.WAY_TO_DATABASE);
  }

  private GeneratorOptions options(Workload workload) {
    Duration connect =
        asked.timeout().compareTo(CONNECT_WITHIN) < 0 ? asked.timeout() : CONNECT_WITHIN;
    return GeneratorOptions.of(folder.logs(), workload)
        .withMaxUsers(asked.users())
        .withTimeouts(connect, asked.timeout());
  }

  /** Slices on order. */
  private record OnOrder(Bench bench) implements GameDayTrial.Loader {
    @Override
    public void awaitReady() throws InterruptedException {
      bench.awaitReady();
    }

    @Override
    public SliceReport run(SliceOrder order, Duration patience) throws InterruptedException {
      return bench.run(order, patience);
    }

    @Override
    public Optional<SliceReport> cutShort() throws InterruptedException {
      try {
        return bench.generator().cutShort(CUT_SHORT_WITHIN);
      } catch (GeneratorException e) {
        return Optional.empty();
      }
    }
  }

  /** What a day needs of this machine. */
  private final class Here implements GameDayTrial.Place {
    private final Bench bench;

    Here(Bench bench) {
      this.bench = bench;
    }

    @Override
    public Subjects start(Variant variant) throws TargetFailed, InterruptedException {
      return bench.start(List.of(variant), "");
    }

    @Override
    public Breaking faults(Subject subject) throws FaultFailed, InterruptedException {
      Reach reach =
          new Reach(
              bench.links().wayToDatabase(subject.variant()),
              bench.surroundings().ownServer(),
              target,
              subject,
              Reach.slowPath(target, bench.workload(), subject));
      return Breaking.prepare(asked.scenario(), reach, progress::step);
    }

    @Override
    public List<String> writes() {
      return bench.workload().requests().stream()
          .filter(request -> request.ledger() != null)
          .map(RequestSpec::name)
          .toList();
    }

    @Override
    public Optional<Path> ledger(Variant variant) {
      int number = 1 + asked.variants().indexOf(variant);
      return writes().isEmpty()
          ? Optional.empty()
          : Optional.of(folder.path().resolve(StoredGameDay.ledgerFile(number)));
    }

    @Override
    public Asking asking(Subject subject) {
      return new Asking(subject.baseUrl(), bench.workload());
    }

    @Override
    public RowCount.Since rows(Variant variant) throws TrialFailed {
      List<String> queries = target.writeCounts(asked.workload());
      Optional<String> url = target.databaseUrl(bench.surroundings().variables(variant));
      if (queries.isEmpty() || url.isEmpty()) {
        return RowCount.Since.NOBODY;
      }
      try {
        return new RowCount(url.get(), queries).begin();
      } catch (SQLException e) {
        throw new TrialFailed("ledger.count of the target file: " + e.getMessage(), e);
      }
    }
  }
}
