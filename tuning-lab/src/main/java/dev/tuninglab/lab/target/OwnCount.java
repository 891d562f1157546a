package dev.tuninglab.lab.target;

import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.experiment.Nearest;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How many requests a subject says that it has answered: the key {@code metrics} of a target file.
 *
 * @param path where it says so
 * @param requests the counter's name, as the text has it
 * @param except series that are left out, by label and value: those that are not the load's
 */
record OwnCount(String path, String requests, Map<String, List<String>> except) {
  private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(5);

  /** A request may be counted just after its answer was sent: two readings must agree. */
  private static final Duration APART = Duration.ofMillis(50);

  private static final Duration SETTLED_WITHIN = Duration.ofSeconds(2);

  /**
   * @throws BadInput if the path or the name cannot be one
   */
  static Optional<OwnCount> of(TargetFile file) {
    TargetFile.Metrics entry = file.metrics();
    if (entry == null) {
      return Optional.empty();
    }
    if (!entry.path().startsWith("/")) {
      throw new BadInput("metrics.path must start with /, but was '" + entry.path() + "'");
    }
    return Optional.of(new OwnCount(entry.path(), entry.requests(), entry.except()));
  }

  /**
   * Reads until two readings agree, for two seconds at most: then the last.
   *
   * @throws TargetFailed if it does not answer, or has no such counter
   */
  long settled(Subject subject) throws TargetFailed, InterruptedException {
    long begin = System.nanoTime();
    long count = read(subject);
    while (System.nanoTime() - begin < SETTLED_WITHIN.toNanos()) {
      Thread.sleep(APART.toMillis());
      long again = read(subject);
      if (again == count) {
        return count;
      }
      count = again;
    }
    return count;
  }

  private long read(Subject subject) throws TargetFailed, InterruptedException {
    CounterText text = new CounterText(text(subject));
    try {
      return Math.round(
          text.sum(requests, except)
              .orElseThrow(
                  () ->
                      subject.failed(
                          "has no counter "
                              + requests
                              + " in its answer to GET "
                              + path
                              + " (metrics.requests)"
                              + Nearest.hint(text.names(), requests))));
    } catch (NumberFormatException e) {
      throw subject.failed(
          "must answer GET "
              + path
              + " with a number for "
              + requests
              + " (metrics.requests), but the number was '"
              + e.getMessage()
              + "'");
    }
  }

  private String text(Subject subject) throws TargetFailed, InterruptedException {
    try {
      HttpResponse<String> response = subject.get(path, ANSWERED_WITHIN);
      if (response.statusCode() != 200) {
        throw subject.failed(
            "answered " + response.statusCode() + " to GET " + path + " (metrics.path)");
      }
      return response.body();
    } catch (IOException e) {
      subject.check();
      throw subject.failed("did not answer GET " + path + " (metrics.path): " + e);
    }
  }
}
