package dev.tuninglab.lab.experiment;

import dev.tuninglab.lab.analysis.effects.Factor;
import dev.tuninglab.lab.analysis.effects.Factorial;
import java.util.List;
import java.util.Optional;

/** What an experiment is to find out of its variants. */
public sealed interface Question {
  /** More JVMs than this beside each other disturb each other. */
  int MOST_ALIVE = 8;

  /** How many variants are alive at once at most; more of them take turns by forks. */
  int alive();

  /** Whether its answer gains by a look into those that are alive at the end. */
  default boolean looksInside() {
    return true;
  }

  /** Is the candidate better than the baseline? */
  record Compare() implements Question {
    @Override
    public int alive() {
      return MOST_ALIVE;
    }
  }

  /**
   * Which of several knobs matter, and do they mind each other?
   *
   * @param factors the knobs and their values, at least two knobs
   * @param runs how many of the combinations run
   * @param alive 2 to 8
   */
  record Matrix(List<Factor> factors, int runs, int alive) implements Question {
    /** More knobs than this, and no table of effects is read to its end. */
    public static final int MOST_KNOBS = 8;

    public Matrix {
      checkAlive(alive);
      factors = List.copyOf(factors);
      if (factors.size() < 2 || factors.size() > MOST_KNOBS) {
        throw new BadInput(
            "a matrix takes 2 to "
                + MOST_KNOBS
                + " knobs, but was given "
                + factors.size()
                + (factors.size() < 2 ? "; for one: ./lab compare, or ./lab sweep" : ""));
      }
    }

    /** Effects are of all combinations, of which a few are alive. */
    @Override
    public boolean looksInside() {
      return false;
    }

    /** How many combinations there are. */
    public int all() {
      return factors.stream().mapToInt(factor -> factor.levels().size()).reduce(1, (a, b) -> a * b);
    }

    /** Empty when all of them run. */
    public Optional<Fraction> fraction() {
      return runs == all() ? Optional.empty() : Optional.of(Fraction.of(factors.size(), runs));
    }

    /** What it can tell. */
    public Factorial factorial() {
      return fraction()
          .map(fraction -> fraction.factorial(factors))
          .orElseGet(() -> Factorial.full(factors));
    }
  }

  /**
   * How much of it is right?
   *
   * @param factor one knob and at least three of its values, in the order of their size
   * @param alive 2 to 8
   * @param pool whether it is the size of a pool of database connections, for which there are rules
   */
  record Sweep(Factor factor, int alive, boolean pool) implements Question {
    public static final int FEWEST_VALUES = 3;

    public Sweep {
      checkAlive(alive);
      if (factor.levels().size() < FEWEST_VALUES) {
        throw new BadInput(
            "a sweep takes at least "
                + FEWEST_VALUES
                + " values, such as pool.size=2,4,8,16, but "
                + factor.name()
                + " was given "
                + factor.levels().size()
                + "; for two: ./lab compare");
      }
    }
  }

  /**
   * How far does it go?
   *
   * @param demands that it is to be set against; may be none
   * @param users numbers of users back to back, for the law of scalability; none, or at least
   *     {@link #FEWEST_USERS} ascending ones
   */
  record Capacity(List<Demand> demands, List<Integer> users) implements Question {
    /** Below this, a law of three parameters fits anything. */
    public static final int FEWEST_USERS = 4;

    public Capacity {
      demands = List.copyOf(demands);
      users = List.copyOf(users);
      if (!users.isEmpty() && users.size() < FEWEST_USERS) {
        throw new BadInput(
            "--users takes at least "
                + FEWEST_USERS
                + " numbers of users, such as 1,2,4,8,16, but was given "
                + users.size());
      }
      for (int i = 0; i < users.size(); i++) {
        Mode.Throughput.checkUsers(users.get(i));
        if (i > 0 && users.get(i) <= users.get(i - 1)) {
          throw new BadInput(
              "--users must be given from the fewest up, but "
                  + users.get(i)
                  + " comes after "
                  + users.get(i - 1));
        }
      }
    }

    @Override
    public int alive() {
      return MOST_ALIVE;
    }

    /** It asks of a service at its limit, and the look is at one that is not. */
    @Override
    public boolean looksInside() {
      return false;
    }
  }

  private static void checkAlive(int alive) {
    if (alive < 2 || alive > MOST_ALIVE) {
      throw new BadInput("--alive must be from 2 to " + MOST_ALIVE + ", but was " + alive);
    }
  }
}
