package dev.tuninglab.lab.measure;

import dev.tuninglab.gatling.Load;
import dev.tuninglab.lab.analysis.Sample;
import dev.tuninglab.lab.analysis.capacity.Step;
import dev.tuninglab.lab.experiment.Gate;
import dev.tuninglab.lab.experiment.Sla;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Says of slices, in their order, whether they kept an SLA. One that did not while the machine
 * stood still says nothing of the service: it does not count, up to a few times for each rate, so
 * that a machine that always stands still ends the search all the same.
 */
public final class Steps {
  /** Tries of a rate that may be left out. */
  private static final int MOST_LEFT_OUT = 3;

  private static final double HALF = 0.5;
  private static final double KEPT_UP = 0.9;

  private final Sla sla;
  private final Map<Tried, Integer> leftOut = new HashMap<>();

  private record Tried(int fork, String variant, double rate) {}

  public Steps(Sla sla) {
    this.sla = sla;
  }

  /** The steps of a variant that count. */
  public static List<Step> of(Recording recording, String variant, Sla sla) {
    Steps steps = new Steps(sla);
    List<Step> counted = new ArrayList<>();
    recording.measured(variant).forEach(slice -> steps.judge(slice).ifPresent(counted::add));
    return counted;
  }

  /** Empty where it does not count: users back to back, or a machine that stood still. */
  public Optional<Step> judge(Slice slice) {
    if (!(slice.load() instanceof Load.Open open)) {
      return Optional.empty();
    }
    boolean held = kept(slice);
    boolean stalled = slice.stalls() != null && slice.stalls().stalledMicros() > 0;
    Tried tried = new Tried(slice.fork(), slice.variant(), open.ratePerSecond());
    if (!held && stalled && leftOut.merge(tried, 1, Integer::sum) <= MOST_LEFT_OUT) {
      return Optional.empty();
    }
    boolean clear = held ? keptWithHalfToSpare(slice) : fellBehind(slice, open.ratePerSecond());
    return Optional.of(new Step(slice.fork(), open.ratePerSecond(), held, clear));
  }

  private boolean kept(Slice slice) {
    return slice.completed() > 0
        && sla.rules().stream().allMatch(rule -> rule.limit().keeps(figure(rule, slice)));
  }

  private boolean keptWithHalfToSpare(Slice slice) {
    return sla.rules().stream()
        .allMatch(rule -> figure(rule, slice) <= rule.limit().value() * HALF);
  }

  /** A queue has grown for as long as the step lasted. */
  private static boolean fellBehind(Slice slice, double ratePerSecond) {
    double perSecond = slice.completed() / (slice.report().elapsedNanos() / 1e9);
    return perSecond < ratePerSecond * KEPT_UP;
  }

  private static double figure(Gate rule, Slice slice) {
    long all = slice.completed() + slice.refused() + slice.failed();
    if (rule instanceof Gate.Counted counted) {
      return (double) (counted.kind() == Gate.Kind.ERRORS ? slice.failed() : slice.refused()) / all;
    }
    Sample sample = new Sample(List.of(Recording.run(slice, slice.fromScheduled())));
    return ((Gate.Absolute) rule).metric().of(sample).orElse(Double.POSITIVE_INFINITY);
  }
}
