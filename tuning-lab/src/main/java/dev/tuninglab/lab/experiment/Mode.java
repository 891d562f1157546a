package dev.tuninglab.lab.experiment;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What is compared, and the load under which it is. */
public sealed interface Mode {

  /** The rate that all slices are offered; empty where there is no such one. */
  Optional<Rate> rate();

  /**
   * Latency under an open load: requests come on a schedule, whatever the subject does.
   *
   * @param offered how fast
   * @param arrivals how they are spread in time
   */
  record Latency(Rate offered, Spread arrivals) implements Mode {
    @Override
    public Optional<Rate> rate() {
      return Optional.of(offered);
    }
  }

  /**
   * Capacity under a closed load: each user sends its next request as soon as the last has ended. A
   * slow subject lowers the load that it is measured with, so its latencies are no one's who would
   * have come anyway; what is compared is how many requests a second were answered.
   *
   * @param users 1 to {@value #MOST_USERS}
   */
  record Throughput(int users) implements Mode {
    /** As many as the generator has. */
    public static final int MOST_USERS = 256;

    public static final int DEFAULT_USERS = 32;

    public Throughput {
      checkUsers(users);
    }

    static void checkUsers(int users) {
      if (users < 1 || users > MOST_USERS) {
        throw new BadInput("--users must be from 1 to " + MOST_USERS + ", but was " + users);
      }
    }

    @Override
    public Optional<Rate> rate() {
      return Optional.empty();
    }
  }

  /**
   * Capacity under an open load: the highest rate at which a promise is kept, looked for rate by
   * rate.
   *
   * @param sla the promise
   * @param arrivals how requests are spread in time
   */
  record Capacity(Sla sla, Spread arrivals) implements Mode {
    @Override
    public Optional<Rate> rate() {
      return Optional.empty();
    }
  }

  /** How an open load's arrivals are spread: evenly, or as independent users would come. */
  enum Spread {
    CONSTANT,
    POISSON;

    /**
     * Constant where the user names none.
     *
     * @throws BadInput if there is no such
     */
    public static Spread parse(String key, String text) {
      return Arrays.stream(values())
          .filter(spread -> text == null || spread.id().equals(text))
          .findFirst()
          .orElseThrow(
              () ->
                  new BadInput(key + " must be one of constant, poisson, but was '" + text + "'"));
    }

    /** As typed. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
