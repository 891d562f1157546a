package dev.tuninglab.lab.trial;

import dev.tuninglab.gatling.GeneratorException;
import dev.tuninglab.gatling.Load;
import dev.tuninglab.gatling.SliceOrder;
import dev.tuninglab.lab.experiment.Variant;
import dev.tuninglab.lab.measure.Slice;
import dev.tuninglab.lab.target.Subject;
import dev.tuninglab.lab.target.Subjects;
import dev.tuninglab.lab.target.TargetFailed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The usual way to compare two variants, for comparison with the lab's: one JVM of the first for
 * half of the time, then one of the second for the other half, each under its whole load at once, a
 * fixed start of which is thrown away. What comes of it is two reports.
 */
public final class OneAfterTheOther {
  /** What load testers commonly throw away. */
  private static final Duration DISCARDED = Duration.ofSeconds(10);

  private static final Duration SHORTEST = Duration.ofSeconds(3);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final List<Variant> variants;
  private final Duration budget;
  private final Load.Open load;
  private final long seed;
  private final Fleet fleet;
  private final Trial.Loader loader;

  /** Starts one subject. */
  public interface Fleet {
    Subjects start(Variant variant) throws TargetFailed, InterruptedException;
  }

  /**
   * @param variants each has its share of the budget, one after the other
   * @param budget wall time of all, starts and what is thrown away included
   */
  public OneAfterTheOther(
      List<Variant> variants,
      Duration budget,
      Load.Open load,
      long seed,
      Fleet fleet,
      Trial.Loader loader) {
    this.variants = List.copyOf(variants);
    this.budget = budget;
    this.load = load;
    this.seed = seed;
    this.fleet = fleet;
    this.loader = loader;
  }

  /**
   * One slice for each variant, in order.
   *
   * @throws TargetFailed if a subject did not come up, or died
   * @throws TrialFailed if the generator died
   */
  public List<Slice> run() throws TargetFailed, TrialFailed, InterruptedException {
    List<Slice> slices = new ArrayList<>();
    long begin = System.nanoTime();
    for (Variant variant : variants) {
      long end = begin + budget.toNanos() * (slices.size() + 1) / variants.size();
      try (Subjects subjects = fleet.start(variant)) {
        loader.awaitReady();
        slice(subjects, DISCARDED, Slice.Phase.WARM_UP);
        Duration left = Duration.ofNanos(end - System.nanoTime());
        Duration rest = left.compareTo(SHORTEST) < 0 ? SHORTEST : left;
        slices.add(slice(subjects, rest, Slice.Phase.MEASURED));
      }
    }
    return slices;
  }

  private Slice slice(Subjects subjects, Duration length, Slice.Phase phase)
      throws TargetFailed, TrialFailed, InterruptedException {
    Subject subject = subjects.all().get(0);
    boolean counts = phase == Slice.Phase.MEASURED;
    SliceOrder order =
        new SliceOrder(
            counts ? "measured" : "discarded",
            subject.variant().name(),
            subject.baseUrl(),
            Map.of(),
            subject.values(),
            load,
            length,
            counts ? seed : -seed,
            counts);
    try {
      Slice slice =
          new Slice(
              1, 1, phase, subject.variant().name(), loader.run(order, length.plus(PATIENCE)));
      subjects.check();
      return slice;
    } catch (GeneratorException e) {
      subjects.check();
      throw new TrialFailed(e.getMessage(), e);
    }
  }
}
