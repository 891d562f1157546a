package dev.tuninglab.lab.experiment;

import java.time.Duration;

/** What a game day breaks on purpose, and for how long: {@code db-stall=5s}, {@code app-kill}. */
public sealed interface Fault {
  /** Unless it is said. */
  Duration USUAL_LENGTH = Duration.ofSeconds(10);

  /** As typed, and as reports call it: {@code db-stall}. */
  String name();

  /**
   * How long it is in force. Of one that lasts as long as it takes: what a plan allows for it, and
   * not what it is held to.
   */
  Duration length();

  /** On what it acts. */
  Place place();

  /** As it can be typed again. */
  String text();

  /** Whether it ends when the broken thing is up again, and not after a time. */
  default boolean lastsAsLongAsItTakes() {
    return false;
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

  /**
   * @param key what the user wrote it after, for errors
   * @throws BadInput naming the key, the rule, what was written and what is allowed
   */
  static Fault parse(String key, String text) {
    return FaultWords.parse(key, text);
  }

  /** The database server is shut down fast and started again. */
  record DbRestart() implements Fault {
    @Override
    public String name() {
      return "db-restart";
    }

    @Override
    public Duration length() {
      return USUAL_LENGTH;
    }

    @Override
    public Place place() {
      return Place.SERVER;
    }

    @Override
    public String text() {
      return name();
    }

    @Override
    public boolean lastsAsLongAsItTakes() {
      return true;
    }
  }

  /** Every byte to and from the database is held. */
  record DbStall(Duration length) implements Fault {
    @Override
    public String name() {
      return "db-stall";
    }

    @Override
    public Place place() {
      return Place.WAY_TO_DATABASE;
    }

    @Override
    public String text() {
      return name() + "=" + Units.text(length);
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
    public String name() {
      return "db-latency";
    }

    @Override
    public Place place() {
      return Place.WAY_TO_DATABASE;
    }

    @Override
    public String text() {
      return name() + "=" + Units.text(added) + "/" + Units.text(length);
    }
  }

  /** Open connections to the database are reset, new ones are refused. */
  record DbCut(Duration length) implements Fault {
    @Override
    public String name() {
      return "db-cut";
    }

    @Override
    public Place place() {
      return Place.WAY_TO_DATABASE;
    }

    @Override
    public String text() {
      return name() + "=" + Units.text(length);
    }
  }

  /** The lab holds every connection that the database server still gives. */
  record ConnectionsExhausted(Duration length) implements Fault {
    @Override
    public String name() {
      return "connections-exhausted";
    }

    @Override
    public Place place() {
      return Place.SERVER;
    }

    @Override
    public String text() {
      return name() + "=" + Units.text(length);
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
    public String name() {
      return "slow-client";
    }

    @Override
    public Place place() {
      return Place.SUBJECT;
    }

    @Override
    public String text() {
      return name() + "=" + clients + "/" + Units.text(length);
    }
  }

  /** The subject is killed, and started again at once. */
  record AppKill() implements Fault {
    @Override
    public String name() {
      return "app-kill";
    }

    @Override
    public Duration length() {
      return USUAL_LENGTH;
    }

    @Override
    public Place place() {
      return Place.SUBJECT;
    }

    @Override
    public String text() {
      return name();
    }

    @Override
    public boolean lastsAsLongAsItTakes() {
      return true;
    }
  }

  /** One process a core does nothing but use it. */
  record CpuHog(Duration length) implements Fault {
    @Override
    public String name() {
      return "cpu-hog";
    }

    @Override
    public Place place() {
      return Place.MACHINE;
    }

    @Override
    public String text() {
      return name() + "=" + Units.text(length);
    }
  }
}
