package dev.tuninglab.lab.experiment;

import java.time.Duration;

/** What a game day breaks on purpose, and for how long: {@code db-stall=5s}, {@code app-kill}. */
public sealed interface Fault {
  /** Unless it is said. */
  Duration USUAL_LENGTH = Duration.ofSeconds(10);

  Kind kind();

  /**
   * How long it is in force. Of one that lasts as long as it takes: what a plan allows for it, and
   * not what it is held to.
   */
  Duration length();

  /** As typed, and as reports call it: {@code db-stall}. */
  default String name() {
    return kind().id;
  }

  /** On what it acts. */
  default Place place() {
    return kind().place;
  }

  /** As it can be typed again. */
  default String text() {
    return name() + "=" + Units.text(length());
  }

  /** Whether it ends when the broken thing is up again, and not after a time. */
  default boolean lastsAsLongAsItTakes() {
    return this instanceof UntilMended;
  }

  /** What a fault acts on. */
  enum Place {
    /** The database server itself. */
    SERVER,
    /** The lab's relay on the way to the database. */
    WAY_TO_DATABASE,
    /** The subject. */
    SUBJECT,
    /** The machine that all share. */
    MACHINE
  }

  /** What can be broken. */
  enum Kind {
    DB_RESTART("db-restart", Place.SERVER),
    DB_STALL("db-stall", Place.WAY_TO_DATABASE),
    DB_LATENCY("db-latency", Place.WAY_TO_DATABASE),
    DB_CUT("db-cut", Place.WAY_TO_DATABASE),
    CONNECTIONS_EXHAUSTED("connections-exhausted", Place.SERVER),
    SLOW_CLIENT("slow-client", Place.SUBJECT),
    APP_KILL("app-kill", Place.SUBJECT),
    CPU_HOG("cpu-hog", Place.MACHINE);

    private final String id;
    private final Place place;

    Kind(String id, Place place) {
      this.id = id;
      this.place = place;
    }

    /** As typed. */
    String id() {
      return id;
    }
  }

  /**
   * @param key what the user wrote it after, for errors
   * @throws BadInput naming the key, the rule, what was written and what is allowed
   */
  static Fault parse(String key, String text) {
    return FaultWords.parse(key, text);
  }

  /** One that lasts as long as it takes until the broken thing is up again. */
  sealed interface UntilMended extends Fault {
    @Override
    default Duration length() {
      return USUAL_LENGTH;
    }

    @Override
    default String text() {
      return name();
    }
  }

  /** The database server is shut down fast and started again. */
  record DbRestart() implements UntilMended {
    @Override
    public Kind kind() {
      return Kind.DB_RESTART;
    }
  }

  /** Every byte to and from the database is held. */
  record DbStall(Duration length) implements Fault {
    @Override
    public Kind kind() {
      return Kind.DB_STALL;
    }
  }

  /**
   * The database is farther away.
   *
   * @param added to each round trip, half of it each way
   */
  record DbLatency(Duration added, Duration length) implements Fault {
    static final Duration USUAL_ADDED = Duration.ofMillis(200);

    @Override
    public Kind kind() {
      return Kind.DB_LATENCY;
    }

    @Override
    public String text() {
      return name() + "=" + Units.text(added) + "/" + Units.text(length);
    }
  }

  /** Open connections to the database are reset, new ones are refused. */
  record DbCut(Duration length) implements Fault {
    @Override
    public Kind kind() {
      return Kind.DB_CUT;
    }
  }

  /** The lab holds every connection that the database server still gives. */
  record ConnectionsExhausted(Duration length) implements Fault {
    @Override
    public Kind kind() {
      return Kind.CONNECTIONS_EXHAUSTED;
    }
  }

  /**
   * Clients send their requests, and read the answers, a byte at a time.
   *
   * @param clients how many at once
   */
  record SlowClient(int clients, Duration length) implements Fault {
    static final int USUAL_CLIENTS = 50;

    @Override
    public Kind kind() {
      return Kind.SLOW_CLIENT;
    }

    @Override
    public String text() {
      return name() + "=" + clients + "/" + Units.text(length);
    }
  }

  /** The subject is killed, and started again at once. */
  record AppKill() implements UntilMended {
    @Override
    public Kind kind() {
      return Kind.APP_KILL;
    }
  }

  /** One process a core does nothing but use it. */
  record CpuHog(Duration length) implements Fault {
    @Override
    public Kind kind() {
      return Kind.CPU_HOG;
    }
  }
}
