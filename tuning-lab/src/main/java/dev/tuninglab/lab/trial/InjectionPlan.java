package dev.tuninglab.lab.trial;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tuninglab.gatling.Load;
import dev.tuninglab.gatling.SliceOrder;
import dev.tuninglab.gatling.wire.Wire;
import dev.tuninglab.gatling.workload.Arrivals;
import dev.tuninglab.gatling.workload.Workload;
import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.experiment.Design;
import dev.tuninglab.lab.experiment.Experiment;
import dev.tuninglab.lab.experiment.Mode;
import dev.tuninglab.lab.experiment.Rate;
import dev.tuninglab.lab.experiment.Units;
import dev.tuninglab.lab.experiment.Variant;
import dev.tuninglab.lab.measure.Slice;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An experiment of which every slice has its instant, so that those who load it need nothing in
 * common but this and a clock.
 *
 * @param experiment what was asked, at a fixed rate
 * @param aims where the variants are, in their order
 * @param firstWarmUp rounds that do not count in the first fork
 * @param warmUp rounds that do not count in every other
 * @param rounds that count, in each fork
 * @param gap after each slice, in which what is late may end
 * @param workload as load generators take it
 */
public record InjectionPlan(
    Experiment experiment,
    List<Aim> aims,
    int firstWarmUp,
    int warmUp,
    int rounds,
    Duration gap,
    JsonNode workload) {
  public static final String FILE = "plan.json";
  private static final ObjectMapper JSON = Wire.mapper();
  private static final Duration GAP = Duration.ofMillis(200);
  private static final int SETTLING_ROUNDS = 2;

  /** Of the budget: every JVM that takes part is young. */
  private static final double FIRST_WARM_UP_SHARE = 0.15;

  /**
   * Where a variant is.
   *
   * @param headers of all requests to it, over those of the workload
   * @param protocol by which it has to answer; empty for any
   */
  public record Aim(String variant, URI url, Map<String, String> headers, String protocol) {
    public Aim {
      headers = Map.copyOf(headers);
    }

    /** As an order to it says. */
    public static Aim of(Variant variant, SliceOrder order) {
      return new Aim(
          variant.name(),
          order.baseUrl(),
          order.headers(),
          order.protocol() == null ? "" : order.protocol());
    }
  }

  /**
   * A slice of the timetable.
   *
   * @param at from the start of the experiment
   * @param order of the whole slice
   */
  public record Slot(Duration at, int fork, int round, Slice.Phase phase, SliceOrder order) {}

  public InjectionPlan {
    aims = List.copyOf(aims);
    List<String> names = experiment.variants().stream().map(Variant::name).toList();
    if (!names.equals(aims.stream().map(Aim::variant).toList())) {
      throw new BadInput("aims must be of the variants " + String.join(", ", names));
    }
    if (rounds < Design.FEWEST_ROUNDS || firstWarmUp < 0 || warmUp < 0) {
      throw new BadInput("rounds must be at least " + Design.FEWEST_ROUNDS + ", but was " + rounds);
    }
    rate(experiment);
  }

  /**
   * Fills the budget.
   *
   * @throws BadInput if it holds too few rounds, or the rate is not fixed
   */
  public static InjectionPlan of(Experiment experiment, List<Aim> aims, Workload workload) {
    rate(experiment);
    Design design = experiment.design();
    Duration round = design.slice().plus(GAP).multipliedBy(aims.size());
    Duration budget = design.budget();
    int first =
        (int) Math.max(SETTLING_ROUNDS, FIRST_WARM_UP_SHARE * budget.toMillis() / round.toMillis());
    int forks = design.forks();
    long all = budget.dividedBy(round);
    long left = all - first - (long) SETTLING_ROUNDS * (forks - 1);
    long rounds = Math.min(design.rounds(), left / forks);
    if (rounds < Design.FEWEST_ROUNDS) {
      long needed = first + (forks - 1L) * SETTLING_ROUNDS + (long) forks * Design.FEWEST_ROUNDS;
      throw new BadInput(
          "--budget must be at least "
              + Units.text(Duration.ofSeconds(round.multipliedBy(needed).toSeconds() + 1))
              + " for a timetable of "
              + forks
              + " forks, but was "
              + Units.text(budget));
    }
    return new InjectionPlan(
        experiment, aims, first, SETTLING_ROUNDS, (int) rounds, GAP, JSON.valueToTree(workload));
  }

  /** Every slice, in order of time. */
  public List<Slot> timetable() {
    Design design = experiment.design();
    Schedule schedule = new Schedule(design.seed());
    List<Slot> slots = new ArrayList<>();
    Duration step = design.slice().plus(gap);
    for (int fork = 1; fork <= design.forks(); fork++) {
      int settling = fork == 1 ? firstWarmUp : warmUp;
      for (int i = 0; i < settling + rounds; i++) {
        boolean counts = i >= settling;
        int round = counts ? i - settling + 1 : Slice.SETTLING + i;
        int work = counts ? round : -round;
        for (int position : schedule.order(fork, work, aims.size())) {
          slots.add(
              new Slot(
                  step.multipliedBy(slots.size()),
                  fork,
                  round,
                  counts ? Slice.Phase.MEASURED : Slice.Phase.WARM_UP,
                  order(aims.get(position), fork, round, counts, schedule.workSeed(fork, work))));
        }
      }
    }
    return slots;
  }

  /** From the start to the end of the last slice. */
  public Duration length() {
    List<Slot> slots = timetable();
    return slots.get(slots.size() - 1).at().plus(experiment.design().slice());
  }

  private SliceOrder order(Aim aim, int fork, int round, boolean counts, long seed) {
    return new SliceOrder(
        "f" + fork + (counts ? "r" : "w") + round,
        aim.variant(),
        aim.url(),
        aim.headers(),
        Map.of(),
        load(),
        experiment.design().slice(),
        seed,
        counts,
        aim.protocol().isEmpty() ? null : aim.protocol(),
        false,
        null,
        null);
  }

  /** Of every slice, by all injectors together. */
  public Load load() {
    Mode.Latency mode = (Mode.Latency) experiment.design().mode();
    return new Load.Open(ratePerSecond(), Arrivals.valueOf(mode.arrivals().name()));
  }

  /** What each variant is offered by all injectors together. */
  public double ratePerSecond() {
    return rate(experiment).perSecond();
  }

  private static Rate.Fixed rate(Experiment experiment) {
    if (experiment.design().mode() instanceof Mode.Latency latency
        && latency.offered() instanceof Rate.Fixed fixed) {
      return fixed;
    }
    throw new BadInput(
        "--plan needs --rate, such as 200/s: nobody is there to find out what is sustained");
  }

  /**
   * What is offered.
   *
   * @throws BadInput if it is no workload
   */
  public Workload asWorkload() {
    try {
      return JSON.treeToValue(workload, Workload.class);
    } catch (IOException e) {
      throw new BadInput(
          "workload of the plan: " + e.getMessage().lines().findFirst().orElse(""), e);
    }
  }
}
