package dev.tuninglab.lab.panel;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;

/**
 * An experiment that was started from a page.
 *
 * @param line the command that does the same
 * @param exit the exit code of the command; null while it runs
 * @param startedAt milliseconds since 1970
 * @param endedAt the same; null while it runs
 * @param budgetSeconds how long it will take from the first start of a subject; null if not known
 * @param lines the last ones that it printed
 * @param result name of its results folder; null if there is no report in it
 * @param message what is wrong, or how it ended; null if there is nothing to say
 */
record Job(
    long id,
    String question,
    String line,
    Stage state,
    Integer exit,
    long startedAt,
    Long endedAt,
    Long budgetSeconds,
    List<String> lines,
    String result,
    String message) {
  Job {
    lines = List.copyOf(lines);
  }

  /** Where it stands. */
  enum Stage {
    RUNNING,
    CANCELLING,
    DONE,
    CANCELLED,
    FAILED;

    @JsonValue
    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
