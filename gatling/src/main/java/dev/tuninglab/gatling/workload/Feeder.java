package dev.tuninglab.gatling.workload;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Where the values of one template variable come from. The same random source, the same values. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Feeder.Uniform.class, name = "uniform"),
  @JsonSubTypes.Type(value = Feeder.Zipf.class, name = "zipf"),
  @JsonSubTypes.Type(value = Feeder.Values.class, name = "values"),
  @JsonSubTypes.Type(value = Feeder.Rows.class, name = "rows"),
  @JsonSubTypes.Type(value = Feeder.Unique.class, name = "unique"),
  @JsonSubTypes.Type(value = Feeder.Given.class, name = "given")
})
public sealed interface Feeder {

  /** A function ready to draw values; it holds what is costly to compute once. */
  Sampler sampler();

  /** Draws one value from the given random source. */
  @FunctionalInterface
  interface Sampler {
    /** The next value. */
    String next(SplittableRandom random);
  }

  /** Every one of {@code from, from + step, ...} up to {@code to} (both included) equally often. */
  record Uniform(long from, long to, long step) implements Feeder {
    /** Refuses an empty range or a step below 1. */
    public Uniform {
      checkRange("uniform", from, to);
      if (step < 1) {
        throw new IllegalArgumentException("uniform step must be 1 or more, but was " + step);
      }
    }

    /** How many values there are. */
    long different() {
      return (to - from) / step + 1;
    }

    @Override
    public Sampler sampler() {
      long count = different();
      return random -> Long.toString(from + step * random.nextLong(count));
    }
  }

  /**
   * Skewed as real traffic is: the value of rank k (rank 1 is {@code from}) is drawn in proportion
   * to {@code 1 / k^skew}.
   */
  record Zipf(long from, long to, double skew) implements Feeder {
    /** Refuses an empty range and a skew outside 0.1 to 5. */
    public Zipf {
      checkRange("zipf", from, to);
      if (!(skew >= 0.1 && skew <= 5)) {
        throw new IllegalArgumentException("zipf skew must be 0.1 to 5, but was " + skew);
      }
    }

    @Override
    public Sampler sampler() {
      ZipfRanks ranks = new ZipfRanks(to - from + 1, skew);
      return random -> Long.toString(from + ranks.next(random) - 1);
    }
  }

  /** Each of the listed values equally often; repeat a value to draw it more often. */
  record Values(List<String> values) implements Feeder {
    /** Refuses an empty list. */
    public Values {
      values = values == null ? List.of() : List.copyOf(values);
      if (values.isEmpty()) {
        throw new IllegalArgumentException("values must hold one value or more, but was empty");
      }
    }

    @Override
    public Sampler sampler() {
      return random -> values.get(random.nextInt(values.size()));
    }
  }

  /**
   * Rows of a table, of which a request takes one: {@code ${id.column}} is the value of that row in
   * a column, {@code ${id}} that in the first. What its sampler draws is the number of a row, from
   * 0.
   */
  record Rows(List<String> columns, List<List<String>> rows, Choice choice, double skew)
      implements Feeder {

    /** Which row comes next. */
    public enum Choice {
      /**
       * One after the other, and from the last on with the first; a slice begins at one that is
       * drawn, so that short slices are not all offered the same first rows.
       */
      SEQUENTIAL,
      /** Each equally often. */
      RANDOM,
      /** The earlier ones more often, as {@link Zipf}. */
      ZIPF
    }

    /** Refuses an empty table, a row of another width, and a skew that {@link Zipf} refuses. */
    public Rows {
      columns = List.copyOf(columns);
      rows = rows.stream().map(List::copyOf).toList();
      if (columns.isEmpty() || rows.isEmpty()) {
        throw new IllegalArgumentException("rows must hold one row or more, but was empty");
      }
      for (List<String> row : rows) {
        if (row.size() != columns.size()) {
          throw new IllegalArgumentException(
              "rows must have a value for each of "
                  + columns.size()
                  + " columns, but one is "
                  + row);
        }
      }
      if (choice == Choice.ZIPF) {
        new Zipf(1, rows.size(), skew);
      }
    }

    /** The column that a variable names; -1 if it names none. */
    int column(String feeder, String variable) {
      return variable.equals(feeder)
          ? 0
          : variable.startsWith(feeder + ".")
              ? columns.indexOf(variable.substring(feeder.length() + 1))
              : -1;
    }

    @Override
    public Sampler sampler() {
      return switch (choice) {
        case RANDOM -> random -> Integer.toString(random.nextInt(rows.size()));
        case ZIPF -> new Zipf(0, rows.size() - 1, skew).sampler();
        case SEQUENTIAL -> new InOrder(rows.size());
      };
    }
  }

  /**
   * A UUID that never comes twice, not even with the same seed: for idempotency keys, where a
   * second variant that sent the first one's keys would be answered from memory.
   */
  record Unique() implements Feeder {
    @Override
    public Sampler sampler() {
      // The version (4) and variant bits that parsers of UUIDs check.
      long run = (UUID.randomUUID().getMostSignificantBits() & ~0xF000L) | 0x4000L;
      AtomicLong count = new AtomicLong();
      return random -> new UUID(run, count.getAndIncrement() | Long.MIN_VALUE).toString();
    }
  }

  /**
   * One value that comes with each slice, since only the subject of the slice can tell it: {@link
   * Workload#given} puts it here.
   */
  record Given() implements Feeder {
    @Override
    public Sampler sampler() {
      throw new IllegalArgumentException("a given value comes with a slice, but there is none");
    }
  }

  /** One number after the other, from one that is drawn. */
  final class InOrder implements Sampler {
    private final int count;
    private int next = -1;

    private InOrder(int count) {
      this.count = count;
    }

    @Override
    public String next(SplittableRandom random) {
      next = next < 0 ? random.nextInt(count) : (next + 1) % count;
      return Integer.toString(next);
    }
  }

  private static void checkRange(String kind, long from, long to) {
    if (from > to || to - from < 0 || to - from == Long.MAX_VALUE) {
      throw new IllegalArgumentException(
          kind + " must name a range from..to with from <= to, but was " + from + ".." + to);
    }
  }
}
