package dev.tuninglab.lab.experiment;

import dev.tuninglab.lab.analysis.Looks;
import dev.tuninglab.lab.analysis.Metric;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/**
 * How a comparison is measured; drawn up from the budget before anything starts.
 *
 * @param budget wall time from the first start of a subject to the last slice, warm-ups included
 * @param forks how often every variant gets a fresh JVM, at least 2: one JIT plan is one sample.
 *     With a precision it is the most
 * @param rounds rounds in each fork at most; fewer when the budget ends first
 * @param slice length of one variant's turn within a round
 * @param warmUpAtMost what the warm-up of one fork may take; less where subjects take long to
 *     start, so that there is room for some rounds
 * @param mode what is compared, and the load under which it is
 * @param primary the metric that names the verdict, declared before anything is measured
 * @param precision half-width of the primary's interval at which measuring may end, as a share;
 *     null to spend the whole budget
 * @param seed of slice order, arrivals and request sequence
 * @param injectors how many load generators share every slice, 1 to {@value #MOST_INJECTORS}; on
 *     this machine at most {@value #MOST_INJECTORS_HERE}
 */
public record Design(
    Duration budget,
    int forks,
    int rounds,
    Duration slice,
    Duration warmUpAtMost,
    Mode mode,
    Metric primary,
    Double precision,
    long seed,
    int injectors) {

  /** On machines of their own. */
  public static final int MOST_INJECTORS = 1_000;

  /** Each is a JVM of its own. */
  public static final int MOST_INJECTORS_HERE = 8;

  public static final Duration DEFAULT_BUDGET = Duration.ofSeconds(60);

  /** What a variant costs that cannot be alive with all others, when the user names no budget. */
  public static final Duration DEFAULT_BUDGET_A_VARIANT = Duration.ofSeconds(15);

  /** What a precision may cost when the user names no budget. */
  public static final Duration DEFAULT_BUDGET_FOR_PRECISION = Duration.ofMinutes(10);

  /** Rounds in a fork below which it says too little to be worth its start. */
  public static final int FEWEST_ROUNDS = 3;

  /** Rounds for which a warm-up makes room when its subjects took long to start. */
  private static final int ROUNDS_WITH_ROOM = 6;

  /** Forks before a precision is first looked at: fewer tell too little of how forks differ. */
  public static final int FIRST_LOOK = 3;

  private static final int MOST_FORKS = 200;

  /** With a precision: after so many, more of them bring little. */
  private static final int MOST_FORKS_FOR_PRECISION = 50;

  private static final double FINEST_PRECISION = 0.005;
  private static final double COARSEST_PRECISION = 0.5;

  private static final Duration SHORTEST_FORK = Duration.ofSeconds(5);
  private static final Duration SHORTEST_SLICE = Duration.ofMillis(200);
  private static final Duration LONGEST_SLICE = Duration.ofSeconds(1);
  private static final double WARM_UP_SHARE = 0.35;
  private static final int SLICES_IN_A_FORK = 16;

  /** 60 s and two variants make five forks of 12 s: see docs/measuring.md for what that buys. */
  private static final double SECONDS_A_VARIANT = 1.2;

  static final int MOST_PLANNED_FORKS = 20;

  /** A cold generator answers itself late: it would pull the first fork's ratios towards 1. */
  private static final Duration GENERATOR_WARM_UP = Duration.ofSeconds(4);

  static final int NO_LIMIT = 10_000;

  public Design {
    if (injectors < 1 || injectors > MOST_INJECTORS) {
      throw new BadInput(
          "injectors must be from 1 to " + MOST_INJECTORS + ", but was " + injectors);
    }
    if (mode instanceof Mode.Throughput closed && closed.users() < injectors) {
      throw new BadInput(
          "--users must be at least as many as --injectors ("
              + injectors
              + "), but was "
              + closed.users());
    }
    if (forks < 2) {
      throw new BadInput(
          "--forks must be at least 2 (one JIT plan is one sample), but was " + forks);
    }
    if (forks > MOST_FORKS) {
      throw new BadInput("--forks must be at most " + MOST_FORKS + ", but was " + forks);
    }
    if (rounds < FEWEST_ROUNDS) {
      throw new BadInput("--rounds must be at least " + FEWEST_ROUNDS + ", but was " + rounds);
    }
    if (precision != null && !(precision >= FINEST_PRECISION && precision <= COARSEST_PRECISION)) {
      throw new BadInput(
          "--precision must be from 0.5% to 50%, but was " + Units.percent(precision));
    }
    Duration least = SHORTEST_FORK.multipliedBy(forks);
    if (budget.compareTo(least) < 0) {
      throw new BadInput(
          "--budget must be at least "
              + Units.text(least)
              + " for "
              + forks
              + " forks, but was "
              + Units.text(budget));
    }
  }

  /** One that a single generator loads. */
  public Design(
      Duration budget,
      int forks,
      int rounds,
      Duration slice,
      Duration warmUpAtMost,
      Mode mode,
      Metric primary,
      Double precision,
      long seed) {
    this(budget, forks, rounds, slice, warmUpAtMost, mode, primary, precision, seed, 1);
  }

  /** The same with so many generators. */
  public Design injectedBy(int several) {
    return new Design(
        budget, forks, rounds, slice, warmUpAtMost, mode, primary, precision, seed, several);
  }

  /**
   * The metric of that name.
   *
   * @param key what to name in front of the rule: {@code "--metric "}; may be empty
   * @throws BadInput if there is none of that name
   */
  public static Metric metric(String key, String name) {
    return Metric.named(name)
        .orElseThrow(
            () ->
                new BadInput(
                    key
                        + "must be one of "
                        + Metric.ALL.stream().map(Metric::name).collect(Collectors.joining(", "))
                        + ", but was '"
                        + name
                        + "'"));
  }

  /** What the user asked for; what is absent is decided by {@link #plan}. */
  public record Wishes(
      Duration budget,
      OptionalInt forks,
      OptionalInt rounds,
      Mode mode,
      Metric primary,
      Optional<Double> precision,
      OptionalLong seed) {}

  /**
   * Spends the budget. What JVMs of one program differ by is most of what is not known, so more of
   * it goes into more forks; but forks grow longer as well, as the square root of the budget, since
   * the figures of JVMs that had no time to compile are those of nobody's service. Slices are short
   * enough that drift of the machine hits all variants of a round alike, yet long enough to carry
   * some requests.
   *
   * @param variants how many take turns
   */
  public static Design plan(Wishes wishes, int variants) {
    Duration budget = wishes.budget();
    int forks = wishes.forks().orElse(forks(wishes, variants));
    Duration share = budget.dividedBy(Math.max(1, forks));
    return new Design(
        budget,
        forks,
        wishes.rounds().orElse(NO_LIMIT),
        clamp(roundToRead(share.dividedBy(SLICES_IN_A_FORK * variants))),
        roundToRead(Duration.ofMillis((long) (share.toMillis() * WARM_UP_SHARE))),
        wishes.mode(),
        wishes.primary(),
        wishes.precision().orElse(null),
        wishes.seed().orElseGet(() -> ThreadLocalRandom.current().nextLong(1_000_000)));
  }

  /**
   * Spends the budget on variants that are not all alive at once: as if each of the groups that a
   * pass takes had an experiment, and its share of the budget, of its own.
   *
   * @param alive at most so many at once
   * @throws BadInput if there are to be too few forks for every variant to run twice
   */
  public static Design plan(Wishes wishes, int variants, int alive) {
    int groups = Blocks.forksInAPass(variants, alive);
    int together = (variants + groups - 1) / groups;
    int passes = forks(wishes.budget().dividedBy(groups), together);
    int forks = wishes.forks().orElse(groups * passes);
    if (forks < 2 * groups) {
      throw new BadInput(
          "--forks must be at least "
              + 2 * groups
              + " (every variant twice, "
              + together
              + " alive at once), but was "
              + forks);
    }
    return plan(
        new Wishes(
            wishes.budget(),
            OptionalInt.of(forks),
            wishes.rounds(),
            wishes.mode(),
            wishes.primary(),
            wishes.precision(),
            wishes.seed()),
        together);
  }

  /** With a precision, as many forks as the default budget would have, for as long as it takes. */
  private static int forks(Wishes wishes, int variants) {
    Duration budget = wishes.budget();
    if (wishes.precision().isEmpty() || budget.compareTo(DEFAULT_BUDGET) <= 0) {
      return forks(budget, variants);
    }
    Duration share = DEFAULT_BUDGET.dividedBy(forks(DEFAULT_BUDGET, variants));
    return (int) Math.min(MOST_FORKS_FOR_PRECISION, budget.dividedBy(share));
  }

  private static int forks(Duration budget, int variants) {
    double root = Math.sqrt(budget.toMillis() / 1_000.0 / (SECONDS_A_VARIANT * variants));
    return (int) Math.max(2, Math.min(MOST_PLANNED_FORKS, root));
  }

  /** To 50 ms, so that people can read it. */
  static Duration roundToRead(Duration exact) {
    return Duration.ofMillis(exact.toMillis() / 50 * 50);
  }

  private static Duration clamp(Duration slice) {
    if (slice.compareTo(SHORTEST_SLICE) < 0) {
      return SHORTEST_SLICE;
    }
    return slice.compareTo(LONGEST_SLICE) > 0 ? LONGEST_SLICE : slice;
  }

  /** What the warm-up of a fork may take: that of the first warms the load generator as well. */
  public Duration warmUpAtMost(int fork) {
    return fork == 1 ? warmUpAtMost.plus(firstForkMore()) : warmUpAtMost;
  }

  /**
   * What has to be left of a fork's share when its warm-up ends.
   *
   * @param more rounds that will not count
   */
  public Duration measuringAtLeast(int variants, int more) {
    int rounds = Math.min(this.rounds, ROUNDS_WITH_ROOM) + more;
    return slice.multipliedBy((long) rounds * variants);
  }

  /** When a fork has spent its share, from the start of the experiment. */
  public Duration shareUpTo(int fork) {
    Duration more = firstForkMore();
    return budget.minus(more).dividedBy(forks).multipliedBy(fork).plus(more);
  }

  private Duration firstForkMore() {
    Duration tenth = budget.dividedBy(10);
    return tenth.compareTo(GENERATOR_WARM_UP) < 0 ? tenth : GENERATOR_WARM_UP;
  }

  /** When data is looked at: once, or with a precision after every fork from the third on. */
  public Looks looks() {
    return precision == null
        ? Looks.once()
        : Looks.afterEachFork(Math.min(FIRST_LOOK, forks), forks);
  }

  /** The same with another seed. */
  public Design withSeed(long another) {
    return new Design(
        budget, forks, rounds, slice, warmUpAtMost, mode, primary, precision, another);
  }

  /** Whether the user limited the rounds. */
  public boolean limitsRounds() {
    return rounds < NO_LIMIT;
  }

  /** Length of a turn in the warm-up: short, so that a trend shows early. */
  public Duration warmUpSlice() {
    Duration half =
        slice.compareTo(LONGEST_SLICE) > 0 ? LONGEST_SLICE.dividedBy(2) : slice.dividedBy(2);
    return half.compareTo(SHORTEST_SLICE) < 0 ? SHORTEST_SLICE : half;
  }
}
