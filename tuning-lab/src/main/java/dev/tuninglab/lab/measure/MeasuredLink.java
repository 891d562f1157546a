package dev.tuninglab.lab.measure;

import dev.tuninglab.lab.experiment.Link;
import dev.tuninglab.lab.experiment.Network;
import java.util.Locale;
import java.util.Optional;

/**
 * A link of the experiment as it was asked for, and as it was.
 *
 * @param place {@code database} or {@code client}
 * @param roundTrip measured before the slices, through a relay of the same settings
 * @param lateness of what was delivered while subjects ran behind the instant at which it was due
 */
public record MeasuredLink(String place, Link link, RoundTrip roundTrip, Lateness lateness) {
  /** A relay that adds more than this to a round trip, in microseconds, is no longer the link. */
  private static final double MOST_ADDED = 100;

  /** What a reader should know before believing in the link. */
  public Optional<String> warning() {
    double added = roundTrip.addedMicros();
    double late = lateness.p50Micros() == null ? 0 : lateness.p50Micros();
    if (added > MOST_ADDED) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "the relay in front of the %s added %.0f us of its own to a round trip at P50:"
                  + " the link was slower than asked for",
              who(),
              added));
    }
    if (late > MOST_ADDED) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "the relay in front of the %s delivered %.0f us late at P50 under load:"
                  + " the link was slower than asked for",
              who(),
              late));
    }
    return Optional.empty();
  }

  private String who() {
    return place.equals(Network.CLIENT) ? "subjects" : place;
  }
}
