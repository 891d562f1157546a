package dev.tuninglab.lab.trial;

import dev.tuninglab.gatling.Load;
import dev.tuninglab.lab.experiment.Design;
import dev.tuninglab.lab.experiment.Variant;
import dev.tuninglab.lab.measure.Recording;
import dev.tuninglab.lab.measure.Slice;
import dev.tuninglab.lab.measure.SliceLog;
import dev.tuninglab.lab.target.Subjects;
import dev.tuninglab.lab.target.TargetFailed;
import java.time.Duration;
import java.util.List;

/**
 * The usual way to compare variants, for comparison with the lab's: one JVM of the first for its
 * share of the time, then one of the next, each under its whole load at once, a fixed start of
 * which is thrown away. What comes of it is a report each.
 */
public final class OneAfterTheOther {
  /** What load testers commonly throw away. */
  private static final Duration DISCARDED = Duration.ofSeconds(10);

  private static final Duration SHORTEST = Duration.ofSeconds(3);

  private final List<Variant> variants;
  private final Design design;
  private final Load.Open load;
  private final Fleet fleet;
  private final Trial.Loader loader;
  private final SliceLog log;
  private final Progress progress;

  /** Starts one subject. */
  public interface Fleet {
    Subjects start(Variant variant) throws TargetFailed, InterruptedException;
  }

  /**
   * @param variants each has its share of the budget, one after the other
   * @param design of which the budget is kept, starts and what is thrown away included, and the
   *     seed
   */
  public OneAfterTheOther(
      List<Variant> variants,
      Design design,
      Load.Open load,
      Fleet fleet,
      Trial.Loader loader,
      SliceLog log,
      Progress progress) {
    this.variants = List.copyOf(variants);
    this.design = design;
    this.load = load;
    this.fleet = fleet;
    this.loader = loader;
    this.log = log;
    this.progress = progress;
  }

  /**
   * One measured slice for each variant, in order.
   *
   * @throws TargetFailed if a subject did not come up, or died
   * @throws TrialFailed if the generator died, or a slice could not be written
   */
  public Recording run() throws TargetFailed, TrialFailed, InterruptedException {
    long begin = System.nanoTime();
    try (Turns turns = new Turns(loader, log, progress, new Recording(0, List.of()))) {
      for (int i = 0; i < variants.size(); i++) {
        long end = begin + design.budget().toNanos() * (i + 1) / variants.size();
        try (Subjects subjects = fleet.start(variants.get(i))) {
          loader.awaitReady();
          slice(turns, subjects, DISCARDED, Slice.Phase.WARM_UP);
          Duration left = Duration.ofNanos(end - System.nanoTime());
          Duration rest = left.compareTo(SHORTEST) < 0 ? SHORTEST : left;
          slice(turns, subjects, rest, Slice.Phase.MEASURED);
        }
      }
      return turns.recording(load.ratePerSecond());
    }
  }

  private void slice(Turns turns, Subjects subjects, Duration length, Slice.Phase phase)
      throws TargetFailed, TrialFailed, InterruptedException {
    long seed = phase == Slice.Phase.MEASURED ? design.seed() : -design.seed();
    Turns.Turn turn = new Turns.Turn(1, 1, phase, load, length, seed);
    turns.slice(turn, subjects.all().get(0), subjects);
  }
}
