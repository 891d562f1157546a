package dev.tuninglab.lab.trial;

import dev.tuninglab.gatling.Load;
import dev.tuninglab.gatling.SliceOrder;
import dev.tuninglab.gatling.SliceReport;
import dev.tuninglab.gatling.workload.Arrivals;
import dev.tuninglab.lab.experiment.GameDay;
import dev.tuninglab.lab.experiment.Units;
import dev.tuninglab.lab.experiment.Variant;
import dev.tuninglab.lab.fault.Breaking;
import dev.tuninglab.lab.fault.FaultFailed;
import dev.tuninglab.lab.fault.Outage;
import dev.tuninglab.lab.measure.Audit;
import dev.tuninglab.lab.measure.Day;
import dev.tuninglab.lab.measure.Recording;
import dev.tuninglab.lab.measure.Slice;
import dev.tuninglab.lab.measure.SliceLog;
import dev.tuninglab.lab.target.Subject;
import dev.tuninglab.lab.target.Subjects;
import dev.tuninglab.lab.target.TargetFailed;
import dev.tuninglab.lab.trial.audit.Asking;
import dev.tuninglab.lab.trial.audit.Auditor;
import dev.tuninglab.lab.trial.audit.RowCount;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Runs a game day: for each variant in turn a fresh subject, a warm-up, one long load during which
 * the faults take place, and the look at what it wrote. A day is handed over as it ends.
 */
public final class GameDayTrial {
  private static final int WARM_UP_USERS = 4;
  private static final Duration WARM_UP_SLICE = Duration.ofMillis(500);

  /** What the warm-up left behind drains, and the rate is met once before it counts. */
  private static final Duration SETTLING = Duration.ofSeconds(3);

  private static final Duration AUDIT_AT_MOST = Duration.ofMinutes(3);

  /** Above this share of what a variant sustained, it is not the fault alone that makes it slow. */
  private static final double BUSY = 0.5;

  private final GameDay asked;
  private final Earlier earlier;
  private final Place place;
  private final Loader loader;
  private final SliceLog log;
  private final Progress progress;
  private final Consumer<Day> days;
  private double ratePerSecond;

  /** Carries out slices, and tells of one that was interrupted. */
  public interface Loader extends Trial.Loader {
    /** What the interrupted slice has measured; empty if that is not to be had. */
    Optional<SliceReport> cutShort() throws InterruptedException;
  }

  /** What a day needs around it. */
  public interface Place {
    Subjects start(Variant variant) throws TargetFailed, InterruptedException;

    /** The faults, ready to take place. */
    Breaking faults(Subject subject) throws FaultFailed, InterruptedException;

    /** Names of the requests that are written down. */
    List<String> writes();

    /** Where writes are written down; empty when none of them can be known again. */
    Optional<Path> ledger(Variant variant);

    /** Looks at the writes of a subject. */
    Asking asking(Subject subject);

    /** Counts what is in the variant's database before the load. */
    RowCount.Since rows(Variant variant) throws TrialFailed;
  }

  /**
   * What an earlier sitting has done.
   *
   * @param variants that had their whole day
   * @param ratePerSecond that they were offered; 0 if there are none
   */
  public record Earlier(Set<String> variants, double ratePerSecond) {
    /** Nothing. */
    public static final Earlier NONE = new Earlier(Set.of(), 0);
  }

  /**
   * @param days told of each day as it ends, and of one that is broken off
   */
  public GameDayTrial(
      GameDay asked,
      Earlier earlier,
      Place place,
      Loader loader,
      SliceLog log,
      Progress progress,
      Consumer<Day> days) {
    this.asked = asked;
    this.earlier = earlier;
    this.ratePerSecond = earlier.ratePerSecond;
    this.place = place;
    this.loader = loader;
    this.log = log;
    this.progress = progress;
    this.days = days;
  }

  /**
   * @throws TargetFailed if a subject did not come up, died by itself, or did not come back
   * @throws TrialFailed if the generator died or something could not be written
   * @throws FaultFailed if something could not be broken or mended
   */
  public void run() throws TargetFailed, TrialFailed, FaultFailed, InterruptedException {
    try (Turns turns = new Turns(loader, log, progress, new Recording(0, List.of()))) {
      for (int i = 0; i < asked.variants().size(); i++) {
        if (!earlier.variants.contains(asked.variants().get(i).name())) {
          day(i + 1, asked.variants().get(i), turns);
        }
      }
    }
  }

  private void day(int number, Variant variant, Turns turns)
      throws TargetFailed, TrialFailed, FaultFailed, InterruptedException {
    String which = "day " + number + " of " + asked.variants().size() + ", " + variant.name();
    progress.step(which + ": starting");
    try (Subjects subjects = place.start(variant)) {
      loader.awaitReady();
      Subject subject = subjects.all().get(0);
      progress.step(which + ": warming up until steady");
      WarmUp warmUp = warmUp(number, subjects, turns);
      decideRate(variant, warmUp.slowestPerSecond());
      turns.slice(settling(number), subject, subjects);
      new OneDay(number, variant, subjects, warmUp, turns, which).run();
    }
  }

  private WarmUp warmUp(int fork, Subjects subjects, Turns turns)
      throws TargetFailed, TrialFailed, InterruptedException {
    WarmUp warmUp = new WarmUp();
    long deadline = System.nanoTime() + asked.warmUpAtMost().toNanos();
    for (int round = 1; !warmUp.steady(1); round++) {
      Load users = new Load.Closed(WARM_UP_USERS);
      warmUp.saw(
          turns.slice(
              new Turns.Turn(
                  fork, round, Slice.Phase.WARM_UP, users, WARM_UP_SLICE, asked.seed() - round),
              subjects.all().get(0),
              subjects));
      if (System.nanoTime() > deadline) {
        progress.warning(
            String.join(", ", warmUp.unsteady())
                + ": still speeding up at the end of its warm-up ("
                + Units.text(asked.warmUpAtMost())
                + ")");
        return warmUp;
      }
    }
    return warmUp;
  }

  private void decideRate(Variant variant, double sustained) {
    if (ratePerSecond == 0) {
      ratePerSecond = asked.rate(sustained);
      progress.step("offering " + Units.rate(ratePerSecond) + " to each variant");
    }
    if (ratePerSecond > BUSY * sustained) {
      progress.warning(
          variant.name()
              + " sustained "
              + Units.rate(Units.rounded(sustained, 2))
              + " in its warm-up: at "
              + Units.rate(ratePerSecond)
              + " it is busy before anything breaks; give a lower --rate");
    }
  }

  private Turns.Turn settling(int fork) {
    return new Turns.Turn(
        fork, Slice.SETTLING, Slice.Phase.WARM_UP, load(), SETTLING, asked.seed() + fork);
  }

  private Load load() {
    return new Load.Open(ratePerSecond, Arrivals.valueOf(asked.arrivals().name()));
  }

  /** One variant under load. */
  private final class OneDay {
    private final int number;
    private final Variant variant;
    private final Subjects subjects;
    private final WarmUp warmUp;
    private final Turns turns;
    private final String which;
    private final Optional<Path> ledger;

    OneDay(
        int number, Variant variant, Subjects subjects, WarmUp warmUp, Turns turns, String which) {
      this.number = number;
      this.variant = variant;
      this.subjects = subjects;
      this.warmUp = warmUp;
      this.turns = turns;
      this.which = which;
      this.ledger = place.ledger(variant);
    }

    void run() throws TargetFailed, TrialFailed, FaultFailed, InterruptedException {
      Subject subject = subjects.all().get(0);
      RowCount.Since rows = ledger.isPresent() ? place.rows(variant) : RowCount.Since.NOBODY;
      Slice slice;
      List<Outage> outages;
      try (Breaking breaking = place.faults(subject)) {
        progress.step(which + ": load for " + Units.text(asked.scenario().length()));
        breaking.start(System.nanoTime());
        slice = turns.slice(turn(), detail(), subject, subjects);
        outages = breaking.await();
      } catch (InterruptedException e) {
        keepWhatThereIs();
        throw e;
      }
      Day day = day(slice.report(), outages);
      // Kept before anybody looks at the writes: that takes a while, and may be interrupted.
      days.accept(day);
      if (ledger.isPresent()) {
        progress.step(which + ": looking for what was written");
        days.accept(day.with(audit(slice.report(), subject, rows)));
      }
    }

    private Turns.Turn turn() {
      return new Turns.Turn(
          number, 1, Slice.Phase.MEASURED, load(), asked.scenario().length(), asked.seed());
    }

    private SliceOrder.Detail detail() {
      return new SliceOrder.Detail(
          GameDay.bucket(ratePerSecond),
          ledger.map(file -> file.toAbsolutePath().toString()).orElse(null));
    }

    private void keepWhatThereIs() throws InterruptedException {
      loader.cutShort().ifPresent(report -> days.accept(day(report, List.of())));
    }

    private Day day(SliceReport report, List<Outage> outages) {
      return Days.of(
          variant, report, outages, warmUp.slowestPerSecond(), warmUp.steady(1), ratePerSecond);
    }

    private Audit audit(SliceReport report, Subject subject, RowCount.Since rows)
        throws TrialFailed, InterruptedException {
      long due =
          place.writes().stream()
              .mapToLong(request -> report.endpoints().get(request).offered())
              .sum();
      try {
        return Auditor.audit(ledger.orElseThrow(), due, place.asking(subject), rows, AUDIT_AT_MOST);
      } catch (IOException e) {
        throw new TrialFailed("the ledger cannot be read: " + e.getMessage(), e);
      }
    }
  }
}
