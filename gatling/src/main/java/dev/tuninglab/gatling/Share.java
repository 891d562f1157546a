package dev.tuninglab.gatling;

import dev.tuninglab.gatling.workload.Work;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Which part of a slice one injector sends, of several that have the same order: of the requests
 * that a single one would send, those whose number is {@code index} modulo {@code of}. All draw the
 * whole schedule from its seed, so together they send just that, each request at its instant.
 *
 * @param index from 0
 * @param of how many take part, 1 or more
 * @param startAtMillis milliseconds since 1970 at which the slice starts, a little ahead; null for
 *     at once. One that gets its order too late for it starts at once, and its report says when
 */
public record Share(int index, int of, Long startAtMillis) {
  /** All of it, at once. */
  public static final Share WHOLE = new Share(0, 1, null);

  /** Checks itself. */
  public Share {
    if (of < 1 || index < 0 || index >= of) {
      throw new IllegalArgumentException(
          "share must be i of n with i from 0 to n - 1, but was " + index + " of " + of);
    }
  }

  /** One of several that need not start at an instant. */
  public static Share of(int index, int of) {
    return new Share(index, of, null);
  }

  /** The same from that instant on. */
  public Share startingAt(long epochMillis) {
    return new Share(index, of, epochMillis);
  }

  /** Whether there is nobody else. */
  public boolean whole() {
    return of == 1;
  }

  /** Of the instants of the whole schedule, this one's. */
  public LongSupplier instants(LongSupplier all) {
    Skip skip = new Skip();
    return () -> {
      for (int i = skip.next(); i > 0; i--) {
        all.getAsLong();
      }
      return all.getAsLong();
    };
  }

  /** Of the sequence of all requests, this one's. */
  public Supplier<Work.Item> requests(Work all) {
    Skip skip = new Skip();
    return () -> {
      for (int i = skip.next(); i > 0; i--) {
        all.next();
      }
      return all.next();
    };
  }

  /**
   * Of all users, this one's: as many as the others have, or one more.
   *
   * @throws IllegalArgumentException if there are fewer users than injectors
   */
  public int users(int all) {
    if (all < of) {
      throw new IllegalArgumentException(
          "users must be at least as many as injectors (" + of + "), but was " + all);
    }
    return all / of + (index < all % of ? 1 : 0);
  }

  /** How many are passed over before the next that is this one's. */
  private final class Skip {
    private boolean begun;

    int next() {
      int skipped = begun ? of - 1 : index;
      begun = true;
      return skipped;
    }
  }
}
