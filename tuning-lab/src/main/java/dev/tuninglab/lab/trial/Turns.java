package dev.tuninglab.lab.trial;

import dev.tuninglab.gatling.GeneratorException;
import dev.tuninglab.gatling.Load;
import dev.tuninglab.gatling.SliceOrder;
import dev.tuninglab.gatling.SliceReport;
import dev.tuninglab.lab.measure.Recording;
import dev.tuninglab.lab.measure.Slice;
import dev.tuninglab.lab.measure.SliceLog;
import dev.tuninglab.lab.measure.SubjectCount;
import dev.tuninglab.lab.target.Subject;
import dev.tuninglab.lab.target.Subjects;
import dev.tuninglab.lab.target.TargetFailed;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Gives subjects their turns, one slice at a time, under the eyes of a watchdog; each is on disk
 * before the next one begins.
 */
final class Turns implements AutoCloseable {
  /** What an order may take beyond its length: requests in flight end or time out within it. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Trial.Loader loader;
  private final SliceLog log;
  private final Progress progress;
  private final Watchdog watchdog = Watchdog.start();
  private final List<Slice> slices = new ArrayList<>();
  private final List<SubjectCount> subjectCounts = new ArrayList<>();

  /**
   * @param earlier turns that were given before, in another sitting
   */
  Turns(Trial.Loader loader, SliceLog log, Progress progress, Recording earlier) {
    slices.addAll(earlier.slices());
    subjectCounts.addAll(earlier.subjectCounts());
    this.loader = loader;
    this.log = log;
    this.progress = progress;
  }

  /**
   * What a turn is.
   *
   * @param seed of its arrivals and requests
   */
  record Turn(int fork, int round, Slice.Phase phase, Load load, Duration length, long seed) {
    private SliceOrder to(Subject subject) {
      boolean counts = phase == Slice.Phase.MEASURED;
      return new SliceOrder(
          "f" + fork + (counts ? "r" : "w") + round,
          subject.variant().name(),
          subject.baseUrl(),
          Map.of(),
          subject.values(),
          load,
          length,
          seed,
          counts);
    }
  }

  /**
   * @param subjects all that are alive, of which one has the turn
   * @throws TargetFailed if any of the subjects died
   * @throws TrialFailed if the generator failed, or the slice could not be written
   */
  Slice slice(Turn turn, Subject subject, Subjects subjects)
      throws TargetFailed, TrialFailed, InterruptedException {
    return slice(turn, null, subject, subjects);
  }

  /**
   * @param detail what else is kept of the requests; null for nothing
   */
  Slice slice(Turn turn, SliceOrder.Detail detail, Subject subject, Subjects subjects)
      throws TargetFailed, TrialFailed, InterruptedException {
    watchdog.lap();
    SliceReport report = run(turn.to(subject).keeping(detail), subjects);
    Slice slice =
        new Slice(
            turn.fork,
            turn.round,
            turn.phase,
            subject.variant().name(),
            report,
            watchdog.lap(),
            turn.load);
    store(slice);
    progress.slice(slice);
    subjects.check();
    return slice;
  }

  private SliceReport run(SliceOrder order, Subjects subjects)
      throws TargetFailed, TrialFailed, InterruptedException {
    try {
      return loader.run(order, order.length().plus(PATIENCE));
    } catch (GeneratorException e) {
      subjects.check();
      throw new TrialFailed(e.getMessage(), e);
    }
  }

  private void store(Slice slice) throws TrialFailed {
    try {
      log.append(slice);
      slices.add(slice);
    } catch (IOException e) {
      throw new TrialFailed(
          "a slice could not be written to the results folder: " + e.getMessage(), e);
    }
  }

  /**
   * @throws TrialFailed if it could not be written
   */
  void store(SubjectCount count) throws TrialFailed {
    try {
      log.append(count);
      subjectCounts.add(count);
    } catch (IOException e) {
      throw new TrialFailed(
          "a subject's count could not be written to the results folder: " + e.getMessage(), e);
    }
  }

  /**
   * All turns so far.
   *
   * @param ratePerSecond that measured ones were offered
   */
  Recording recording(double ratePerSecond) {
    return new Recording(ratePerSecond, slices, subjectCounts);
  }

  @Override
  public void close() {
    watchdog.close();
  }
}
