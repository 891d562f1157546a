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

  private static void checkRange(String kind, long from, long to) {
    if (from > to || to - from < 0 || to - from == Long.MAX_VALUE) {
      throw new IllegalArgumentException(
          kind + " must name a range from..to with from <= to, but was " + from + ".." + to);
    }
  }
}
