package dev.tuninglab.lab.trial;

import dev.tuninglab.gatling.GeneratorException;
import dev.tuninglab.gatling.Share;
import dev.tuninglab.gatling.SliceReport;
import dev.tuninglab.lab.measure.Slice;
import dev.tuninglab.lab.measure.SliceLog;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/**
 * One injector's share of a plan. It asks nobody: slices start at their instants, and one whose
 * instant has passed is left out, since half of a slice would be another load.
 */
public final class Injection {
  /** What an order may take beyond its length: requests in flight end or time out within it. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** An order that comes later than this before its instant cannot be kept, in milliseconds. */
  private static final long AHEAD_MILLIS = 10;

  /** When an order is given, before its instant, in milliseconds. */
  private static final long EARLY_MILLIS = 50;

  private final InjectionPlan plan;
  private final Share share;
  private final Instant start;
  private final Trial.Loader loader;
  private final SliceLog log;
  private final Progress progress;

  /**
   * @param start of the experiment
   */
  public Injection(
      InjectionPlan plan,
      Share share,
      Instant start,
      Trial.Loader loader,
      SliceLog log,
      Progress progress) {
    this.plan = plan;
    this.share = share;
    this.start = start;
    this.loader = loader;
    this.log = log;
    this.progress = progress;
  }

  /**
   * @return how many slices were left out
   * @throws TrialFailed if the generator failed, or a slice could not be written
   */
  public int run() throws TrialFailed, InterruptedException {
    int leftOut = 0;
    try (Watchdog watchdog = Watchdog.start()) {
      loader.awaitReady();
      for (InjectionPlan.Slot slot : plan.timetable()) {
        long at = start.plus(slot.at()).toEpochMilli();
        long left = at - System.currentTimeMillis();
        if (left < AHEAD_MILLIS) {
          leftOut++;
          continue;
        }
        Thread.sleep(Math.max(0, left - EARLY_MILLIS));
        slice(slot, at, watchdog);
      }
    }
    return leftOut;
  }

  private void slice(InjectionPlan.Slot slot, long at, Watchdog watchdog)
      throws TrialFailed, InterruptedException {
    watchdog.lap();
    SliceReport report;
    try {
      report =
          loader.run(
              slot.order().sharedAs(share.startingAt(at)), slot.order().length().plus(PATIENCE));
    } catch (GeneratorException e) {
      throw new TrialFailed(e.getMessage(), e);
    }
    Slice slice =
        new Slice(
            slot.fork(),
            slot.round(),
            slot.phase(),
            slot.order().label(),
            report,
            watchdog.lap(),
            slot.order().load());
    try {
      log.append(slice);
    } catch (IOException e) {
      throw new TrialFailed("a slice could not be written: " + e.getMessage(), e);
    }
    progress.slice(slice);
  }
}
