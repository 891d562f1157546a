package dev.tuninglab.lab.cli;

import dev.tuninglab.lab.analysis.Metric;
import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.experiment.CapacityPlan;
import dev.tuninglab.lab.experiment.Design;
import dev.tuninglab.lab.experiment.Mode;
import dev.tuninglab.lab.experiment.Rate;
import dev.tuninglab.lab.experiment.Sla;
import dev.tuninglab.lab.experiment.Units;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import picocli.CommandLine.Option;

/** How long, how often, how fast. */
final class DesignOptions {
  @Option(
      names = "--budget",
      paramLabel = "TIME",
      description =
          "Wall time of the experiment, warm-ups included (default: 60s; with --precision at most 10m; of a matrix or a sweep 15s a variant if that is more).")
  private String budget;

  @Option(
      names = "--precision",
      paramLabel = "SHARE",
      description =
          "End as soon as the interval of every candidate's primary metric reaches no further than this either way, such as 3%%.")
  private String precision;

  @Option(
      names = "--metric",
      paramLabel = "NAME",
      description =
          "What the verdict is about: p50, p90, p95, p99, p99.9, mean or throughput (default: p50, or throughput with --mode throughput).")
  private String metric;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      description =
          "latency: requests come on a schedule; throughput: users who ask again as soon as they are answered; capacity: the highest rate that keeps --sla is looked for (default: latency).")
  private String mode;

  @Option(
      names = "--sla",
      paramLabel = "RULES",
      description =
          "What a rate has to keep to be held, where a capacity is looked for (default: p99<50ms,errors<0.1%%).")
  private String sla;

  @Option(
      names = "--users",
      paramLabel = "N,..",
      split = ",",
      description =
          "With --mode throughput: how many users (default: 32). Where a capacity is looked for: numbers of users to try besides, such as 1,2,4,8,16, for the law of scalability.")
  private List<Integer> users = List.of();

  @Option(
      names = "--forks",
      paramLabel = "N",
      description = "Fresh JVMs of every variant, at least 2 (default: from the budget).")
  private Integer forks;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "Rounds in each fork at most (default: as many as the budget holds).")
  private Integer rounds;

  @Option(
      names = "--rate",
      paramLabel = "RATE",
      description =
          "Offered rate, such as 200/s, or 3x: times what the fastest variant sustains; auto: the workload's if it is such a multiple, else half of what the slowest variant sustains, at most the workload's (default: auto).")
  private String rate;

  @Option(
      names = "--arrivals",
      paramLabel = "KIND",
      description = "How requests are spread: constant or poisson (default: constant).")
  private String arrivals;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of slice order, arrivals and requests (default: a new one).")
  private Long seed;

  @Option(
      names = "--injectors",
      paramLabel = "N",
      description =
          "Load generators here that share every slice, 1 to 8, each a process with 512 MB of heap (default: ${DEFAULT-VALUE}).")
  private int injectors = 1;

  Design plan(int variants, Rate workloadRate) {
    return Design.plan(wishes(budget(), workloadRate), variants).injectedBy(injectors());
  }

  /**
   * For variants of which not all are alive at once.
   *
   * @param alive at most so many
   */
  Design plan(int variants, int alive, Rate workloadRate) {
    refuse("--precision", precision, "needs ./lab compare: here all effects are judged together");
    Duration preset = Design.DEFAULT_BUDGET_A_VARIANT.multipliedBy(variants);
    Duration most = preset.compareTo(Design.DEFAULT_BUDGET) > 0 ? preset : Design.DEFAULT_BUDGET;
    return Design.plan(wishes(budget == null ? most : budget(), workloadRate), variants, alive)
        .injectedBy(injectors());
  }

  /** For a search for capacities. */
  Design planCapacity(int variants) {
    String why = "is not for capacities: the rate is what is looked for";
    refuse("--rate", rate, why);
    refuse("--precision", precision, "is not for capacities; give a larger --budget");
    refuse("--metric", metric, "is not for capacities: --sla says what has to be kept");
    refuse("--rounds", rounds, "is not for capacities: a search takes what it takes");
    for (int many : users) {
      if (many < injectors) {
        throw new BadInput(
            "--users must be at least as many as --injectors (%d), but was %d"
                .formatted(injectors, many));
      }
    }
    Sla promise = Sla.parse(sla == null ? Sla.DEFAULT : sla);
    CapacityPlan plan = new CapacityPlan(promise, variants, users.size());
    return plan.design(
            new Design.Wishes(
                budget == null ? plan.usualBudget() : budget(),
                forks == null ? OptionalInt.empty() : OptionalInt.of(forks),
                OptionalInt.empty(),
                new Mode.Capacity(promise, Mode.Spread.parse("--arrivals", arrivals)),
                Design.metric("--metric ", "throughput"),
                Optional.empty(),
                seed == null ? OptionalLong.empty() : OptionalLong.of(seed)))
        .injectedBy(injectors());
  }

  private int injectors() {
    if (injectors < 1 || injectors > Design.MOST_INJECTORS_HERE) {
      throw new BadInput(
          "--injectors must be from 1 to " + Design.MOST_INJECTORS_HERE + ", but was " + injectors);
    }
    return injectors;
  }

  /**
   * @param preset the mode where none is named
   */
  boolean asksForCapacity(String preset) {
    return (mode == null ? preset : mode).equals("capacity");
  }

  List<Integer> users() {
    return List.copyOf(users);
  }

  private Design.Wishes wishes(Duration time, Rate workloadRate) {
    return new Design.Wishes(
        time,
        forks == null ? OptionalInt.empty() : OptionalInt.of(forks),
        rounds == null ? OptionalInt.empty() : OptionalInt.of(rounds),
        mode(workloadRate),
        primary(),
        Optional.ofNullable(precision).map(text -> Units.share("--precision", text)),
        seed == null ? OptionalLong.empty() : OptionalLong.of(seed));
  }

  private Duration budget() {
    if (budget != null) {
      return Units.duration("--budget", budget);
    }
    return precision == null ? Design.DEFAULT_BUDGET : Design.DEFAULT_BUDGET_FOR_PRECISION;
  }

  private Mode mode(Rate workloadRate) {
    refuse("--sla", sla, "needs --mode capacity, or ./lab capacity");
    if (isThroughput()) {
      refuse("--rate", rate, "needs --mode latency: users offer what they get answered");
      refuse("--arrivals", arrivals, "needs --mode latency: users come when they are answered");
      if (users.size() > 1) {
        throw new BadInput(
            "--users takes one number with --mode throughput, but was given "
                + users.size()
                + "; to try several: ./lab capacity");
      }
      return new Mode.Throughput(users.isEmpty() ? Mode.Throughput.DEFAULT_USERS : users.get(0));
    }
    refuse(
        "--users",
        users.isEmpty() ? null : users,
        "needs --mode throughput: at a rate, requests come on a schedule");
    return new Mode.Latency(rate(workloadRate), Mode.Spread.parse("--arrivals", arrivals));
  }

  private static void refuse(String option, Object value, String why) {
    if (value != null) {
      throw new BadInput(option + " " + why);
    }
  }

  private boolean isThroughput() {
    if (mode == null || mode.equals("latency")) {
      return false;
    }
    if (mode.equals("throughput")) {
      return true;
    }
    if (asksForCapacity("")) {
      throw new BadInput("--mode capacity needs ./lab compare, or ./lab capacity");
    }
    throw new BadInput(
        "--mode must be one of latency, throughput, capacity, but was '" + mode + "'");
  }

  private Metric primary() {
    return Design.metric("--metric ", metric == null ? primaryOf(isThroughput()) : metric);
  }

  private static String primaryOf(boolean throughput) {
    return throughput ? "throughput" : Metric.PRIMARY.name();
  }

  private Rate rate(Rate workloadRate) {
    return rate == null || rate.equals("auto") ? workloadRate : Rate.parse("--rate", rate);
  }

  /** The words that ask for exactly this design again. */
  static List<String> words(Design design) {
    List<String> words = new ArrayList<>(List.of("--budget", Units.text(design.budget())));
    words.addAll(List.of("--forks", String.valueOf(design.forks())));
    if (design.limitsRounds()) {
      words.addAll(List.of("--rounds", String.valueOf(design.rounds())));
    }
    if (design.precision() != null) {
      words.addAll(List.of("--precision", Units.percent(design.precision())));
    }
    boolean latency = design.mode() instanceof Mode.Latency;
    if (!design.primary().name().equals(primaryOf(!latency))) {
      words.addAll(List.of("--metric", design.primary().name()));
    }
    words.addAll(words(design.mode()));
    words.addAll(List.of("--seed", String.valueOf(design.seed())));
    if (design.injectors() != 1) {
      words.addAll(List.of("--injectors", String.valueOf(design.injectors())));
    }
    return words;
  }

  private static List<String> words(Mode mode) {
    if (mode instanceof Mode.Latency latency) {
      return List.of("--rate", latency.offered().text(), "--arrivals", latency.arrivals().id());
    }
    if (mode instanceof Mode.Capacity capacity) {
      return List.of(
          "--mode",
          "capacity",
          "--sla",
          capacity.sla().text(),
          "--arrivals",
          capacity.arrivals().id());
    }
    int users = ((Mode.Throughput) mode).users();
    return List.of("--mode", "throughput", "--users", String.valueOf(users));
  }
}
