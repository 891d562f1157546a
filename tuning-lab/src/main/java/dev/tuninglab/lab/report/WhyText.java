package dev.tuninglab.lab.report;

import dev.tuninglab.lab.why.Cause;
import dev.tuninglab.lab.why.Causes;
import dev.tuninglab.lab.why.Counter;
import dev.tuninglab.lab.why.Inside;
import dev.tuninglab.lab.why.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Causes in sentences. */
public final class WhyText {
  /** A cause with a smaller share stands in the tables alone. */
  private static final double WORTH_SAYING = 0.05;

  /** Counters differ by a few percent from one look to the next ... */
  private static final double COUNTS_DIFFER = 1.1;

  /** ... those that lag by more ... */
  private static final double LAGGING_DIFFER = 1.5;

  /** ... and times by most: the same program took 244 and 413 us in statements of one look. */
  private static final double TIMES_DIFFER = 2;

  /** Beyond the whole, other causes work against it. */
  private static final double MORE_THAN_ALL = 1.05;

  private static final int TEXT = 160;

  /** What a cause is likely to come from: the first of them that differs is said with it. */
  private static final Map<String, List<Counter>> EVIDENCE =
      Map.of(
          "dbMicros",
          List.of(
              Counter.SQL_STATEMENTS,
              Counter.ROWS_READ,
              Counter.BLOCKS_READ,
              Counter.ROWS_RETURNED),
          "databaseWays",
          List.of(Counter.SQL_STATEMENTS, Counter.ROWS_RETURNED),
          "acquire",
          List.of(Counter.CONNECTIONS_OPENED),
          "release",
          List.of(Counter.CONNECTIONS_OPENED),
          "map",
          List.of(Counter.ROWS_RETURNED, Counter.SQL_STATEMENTS),
          "serialize",
          List.of(Counter.RESPONSE_BYTES, Counter.ALLOCATED_BYTES),
          "compress",
          List.of(Counter.RESPONSE_BYTES),
          "cpuMicros",
          List.of(Counter.SQL_STATEMENTS, Counter.ALLOCATED_BYTES, Counter.ROWS_RETURNED),
          "transfer",
          List.of(Counter.RESPONSE_BYTES),
          "outside",
          List.of(Counter.RESPONSE_BYTES));

  private WhyText() {}

  /** Statements that run many times a request, a sentence each. */
  static List<String> repeated(List<Inside> variants) {
    List<String> sentences = new ArrayList<>();
    for (Inside inside : variants) {
      for (Statement statement : inside.statements()) {
        if (statement.repeats()) {
          sentences.add(
              inside.variant()
                  + " runs one statement "
                  + Words.number(Math.round(statement.calls() * 10) / 10.0)
                  + " times a request (N+1): "
                  + cut(statement.text()));
        }
      }
    }
    return sentences;
  }

  private static String cut(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    return line.length() <= TEXT ? line : line.substring(0, TEXT - 3) + "...";
  }

  /** Causes by their weight, then what is left over. */
  static List<String> explained(
      Inside before, Inside after, double differenceMicros, Causes causes) {
    List<String> sentences = new ArrayList<>();
    Set<Counter> said = EnumSet.noneOf(Counter.class);
    for (Cause cause : causes.list()) {
      if (Math.abs(cause.share()) >= WORTH_SAYING) {
        String evidence = evidence(cause, before, after, said);
        sentences.add(evidence.isEmpty() ? capital(effect(cause)) : evidence + effect(cause));
      }
    }
    sentences.add(leftOver(before, after, differenceMicros, causes));
    return sentences;
  }

  private static String evidence(Cause cause, Inside before, Inside after, Set<Counter> said) {
    for (Counter counter : EVIDENCE.getOrDefault(cause.name(), List.of())) {
      Optional<String> clause = difference(counter, before, after);
      if (clause.isPresent()) {
        return said.add(counter) ? clause.get() + ": " : "";
      }
    }
    return "";
  }

  private static String capital(String sentence) {
    return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
  }

  private static String effect(Cause cause) {
    if (cause.name().equals("rate")) {
      return share(cause.share())
          + " of the difference ("
          + Words.latency(Math.abs(cause.difference()))
          + ") was seen only at the rate of the timed slices: "
          + (cause.share() > 0 ? "requests wait for each other" : "it works against the rest");
    }
    return cause.words()
        + (cause.difference() < 0 ? " falls from " : " rises from ")
        + Words.latency(cause.baselineMicros())
        + " to "
        + Words.latency(cause.candidateMicros())
        + " a request, "
        + (cause.share() < 0
            ? "which works against the difference (" + share(cause.share()) + ")"
            : (cause.share() > MORE_THAN_ALL ? "more than the whole difference (" : "that is ")
                + share(cause.share())
                + (cause.share() > MORE_THAN_ALL ? ")" : " of the difference"));
  }

  private static String leftOver(
      Inside before, Inside after, double differenceMicros, Causes causes) {
    String what =
        share(causes.leftOver())
            + " of the difference ("
            + Words.latency(Math.abs(causes.leftOver() * differenceMicros))
            + ") "
            + (causes.leftOver() < 0
                ? "is accounted for twice: parts overlap, or differed in the look"
                : "is left over: nothing that was counted accounts for it");
    boolean untimed =
        before.phases().isEmpty()
            && causes.leftOver() > WORTH_SAYING
            && difference(Counter.CONNECTIONS_OPENED, before, after).isPresent();
    return untimed
        ? what
            + "; "
            + difference(Counter.CONNECTIONS_OPENED, before, after).orElseThrow()
            + ", and what that takes is part of it"
        : what;
  }

  /**
   * Where no difference can be shared out: what differs inside all the same.
   *
   * @param decided whether the verdict names a difference
   */
  static List<String> unexplained(Inside before, Inside after, boolean decided) {
    List<String> sentences = new ArrayList<>();
    sentences.add(
        decided
            ? "The means of nine tenths of the requests, which are what adds up, differ to the other"
                + " side than the verdict: the difference is not shared out among causes"
            : "No difference was shown, so there is none to explain");
    List<String> differ = new ArrayList<>();
    for (Counter counter :
        List.of(
            Counter.SQL_STATEMENTS,
            Counter.CONNECTIONS_OPENED,
            Counter.ROWS_READ,
            Counter.RESPONSE_BYTES,
            Counter.DB_MICROS,
            Counter.CPU_MICROS,
            Counter.ALLOCATED_BYTES)) {
      difference(counter, before, after).ifPresent(differ::add);
    }
    sentences.add(
        differ.isEmpty()
            ? "Inside, nothing that was counted differs by more than it does from look to look"
            : "What differs inside: " + String.join("; ", differ));
    return sentences;
  }

  /** {@code n-plus-one sends 21 SQL statements a request, join 1}; empty when they are alike. */
  private static Optional<String> difference(Counter counter, Inside before, Inside after) {
    OptionalDouble one = before.of(counter);
    OptionalDouble other = after.of(counter);
    if (one.isEmpty()
        || other.isEmpty()
        || alike(counter, one.getAsDouble(), other.getAsDouble())) {
      return Optional.empty();
    }
    return Optional.of(
        before.variant()
            + " "
            + verb(counter)
            + " "
            + amount(counter, one.getAsDouble())
            + " "
            + noun(counter, amount(counter, one.getAsDouble()).equals("1"))
            + " a request, "
            + after.variant()
            + " "
            + amount(counter, other.getAsDouble()));
  }

  private static boolean alike(Counter counter, double one, double other) {
    double most = Math.max(one, other);
    double least = Math.min(one, other);
    double apart =
        counter.unit() == Counter.Unit.MICROS
            ? TIMES_DIFFER
            : counter == Counter.ROWS_READ ? LAGGING_DIFFER : COUNTS_DIFFER;
    return most < 0.01 || most < least * apart;
  }

  private static String verb(Counter counter) {
    return switch (counter) {
      case SQL_STATEMENTS, RESPONSE_BYTES -> "sends";
      case CONNECTIONS_OPENED -> "opens";
      case ROWS_RETURNED -> "fetches";
      case ROWS_READ, BLOCKS_READ -> "has the database read";
      case ALLOCATED_BYTES -> "allocates";
      default -> "takes";
    };
  }

  private static String noun(Counter counter, boolean one) {
    String plural = one ? "" : "s";
    return switch (counter) {
      case SQL_STATEMENTS -> "SQL statement" + plural;
      case CONNECTIONS_OPENED -> "database connection" + plural;
      case ROWS_RETURNED, ROWS_READ -> "row" + plural;
      case BLOCKS_READ -> "block" + plural;
      case RESPONSE_BYTES -> "of response";
      case ALLOCATED_BYTES -> "of memory";
      case DB_MICROS -> "in database statements";
      case CPU_MICROS -> "of CPU time";
      default -> "of " + counter.words();
    };
  }

  /** A counter's value as people read it, with its unit. */
  public static String amount(Counter counter, double value) {
    return switch (counter.unit()) {
      case COUNT -> count(value);
      case MICROS -> Words.latency(value);
      case BYTES -> bytes(value);
    };
  }

  /** Counts are whole in truth; what a look adds beside is not worth a digit. */
  private static String count(double value) {
    double whole = Math.rint(value);
    if (whole >= 1 && Math.abs(value - whole) / whole < 0.02) {
      return String.format(Locale.ROOT, "%,.0f", whole);
    }
    return value < 0.005 ? "0" : Words.number(value);
  }

  private static String bytes(double value) {
    if (value < 1_000) {
      return Words.number(Math.rint(value)) + " B";
    }
    return value < 1_000_000
        ? Words.number(value / 1_000) + " kB"
        : Words.number(value / 1_000_000) + " MB";
  }

  private static String share(double share) {
    return Math.round(Math.abs(share) * 100) + "%";
  }
}
