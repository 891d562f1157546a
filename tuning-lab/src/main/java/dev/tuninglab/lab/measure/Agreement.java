package dev.tuninglab.lab.measure;

import dev.tuninglab.gatling.EndpointReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Whether the subjects counted what the load generator had answered.
 *
 * <p>At least, a subject counts what came back as expected. At most, it counts everything that was
 * sent to it: refusals and unexpected statuses may be the work of something in front of it; what
 * timed out or broke off may have been answered, to nobody; a request that was written again after
 * its connection had closed may have arrived each time; and what timed out in the warm-up may be
 * answered late. What was never sent is not counted.
 */
final class Agreement {
  /** Kinds of failure in which nothing was sent. */
  private static final Set<String> NEVER_SENT = Set.of("not-sent", "connect");

  /** Kinds of failure whose request may still be answered when nobody waits for it any more. */
  private static final Set<String> GIVEN_UP = Set.of("timeout", "closed");

  /** How often Gatling writes a request again. */
  private static final int MOST_RETRIES = 2;

  private Agreement() {}

  /** Why the counts of a variant's subjects allow no verdict; empty when they do. */
  static Optional<String> trouble(Recording recording, String variant) {
    List<String> troubles = new ArrayList<>();
    for (SubjectCount count : recording.subjectCounts()) {
      if (count.variant().equals(variant)) {
        trouble(recording, count).ifPresent(troubles::add);
      }
    }
    return troubles.stream()
        .findFirst()
        .map(
            first ->
                troubles.size() == 1
                    ? first
                    : first + " (and so in " + troubles.size() + " forks in all)");
  }

  private static Optional<String> trouble(Recording recording, SubjectCount count) {
    if (count.counted() < 0) {
      return Optional.of(
          "%s said that it had answered %d requests before fork %d was measured, and %d after it: it was restarted meanwhile"
              .formatted(count.variant(), count.before(), count.fork(), count.after()));
    }
    long least = sum(recording, count, Slice.Phase.MEASURED, EndpointReport::completed);
    long most =
        sum(recording, count, Slice.Phase.MEASURED, Agreement::sent)
            + sum(recording, count, Slice.Phase.WARM_UP, e -> failed(e, GIVEN_UP::contains));
    if (least <= count.counted() && count.counted() <= most) {
      return Optional.empty();
    }
    return Optional.of(
        "%s counted %d requests in fork %d, where the generator sent it %s: the two did not see the same load (what others ask it belongs under metrics.except)"
            .formatted(
                count.variant(),
                count.counted(),
                count.fork(),
                least == most ? String.valueOf(most) : least + " to " + most));
  }

  private interface Figure {
    long of(EndpointReport endpoint);
  }

  private static long sum(
      Recording recording, SubjectCount count, Slice.Phase phase, Figure figure) {
    return recording.slices().stream()
        .filter(slice -> slice.fork() == count.fork() && slice.phase() == phase)
        .filter(slice -> slice.variant().equals(count.variant()))
        .flatMap(slice -> slice.report().endpoints().values().stream())
        .mapToLong(figure::of)
        .sum();
  }

  private static long sent(EndpointReport endpoint) {
    return endpoint.completed()
        + endpoint.refused()
        + failed(endpoint, kind -> !NEVER_SENT.contains(kind))
        + MOST_RETRIES * endpoint.retried();
  }

  private static long failed(EndpointReport endpoint, Predicate<String> kinds) {
    return endpoint.failed().entrySet().stream()
        .filter(failure -> kinds.test(failure.getKey()))
        .mapToLong(failure -> failure.getValue())
        .sum();
  }
}
