package dev.tuninglab.lab.panel;

import dev.tuninglab.lab.experiment.BadInput;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Commands of the lab that a page may start, and the options that it may give them. */
enum Question {
  COMPARE("precision", "metric", "mode", "sla", "users", "rounds"),
  MATRIX("metric", "runs", "alive", "rounds"),
  SWEEP("metric", "alive", "rounds"),
  CAPACITY("sla", "users", "target"),
  GAMEDAY("fault", "timeout", "hold");

  /** No files, folders or services: a page is to start what its own service can be asked. */
  private static final Set<String> ALL =
      Set.of(
          "set",
          "workload",
          "db-rtt",
          "link",
          "budget",
          "rate",
          "arrivals",
          "seed",
          "gate",
          "undecided");

  private static final Set<String> OF_FORKS = Set.of("forks", "injectors");

  private final Set<String> options;

  Question(String... own) {
    options = new TreeSet<>(List.of(own));
  }

  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Sorted. */
  Set<String> options() {
    Set<String> all = new TreeSet<>(options);
    all.addAll(ALL);
    if (this != GAMEDAY) {
      all.addAll(OF_FORKS);
    }
    if (this == CAPACITY) {
      all.remove("rate");
    }
    return all;
  }

  /** As the command takes what is changed. */
  List<String> word(String word) {
    return switch (this) {
      case COMPARE, MATRIX, SWEEP -> List.of(word);
      case GAMEDAY -> List.of("--compare", word);
      case CAPACITY -> List.of("--set", word);
    };
  }

  /**
   * @throws BadInput if there is none of that name
   */
  static Question named(String id) {
    return Arrays.stream(values())
        .filter(question -> question.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new BadInput(
                    "question must be one of "
                        + Arrays.stream(values())
                            .map(Question::id)
                            .collect(Collectors.joining(", "))
                        + ", but was "
                        + (id == null ? "missing" : "'" + id + "'")));
  }
}
