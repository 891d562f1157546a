package dev.tuninglab.lab.cli;

import java.util.List;
import picocli.CommandLine.Option;

/** How many variants are alive at once. */
final class AliveOption {
  @Option(
      names = "--alive",
      paramLabel = "N",
      description =
          "Variants that are alive at once at most, 2 to 8; more take turns by forks (default: 4 of a matrix, 6 of a sweep).")
  private Integer alive;

  int or(int preset) {
    return alive == null ? preset : alive;
  }

  /** The words that ask for the same again. */
  List<String> words() {
    return alive == null ? List.of() : List.of("--alive", String.valueOf(alive));
  }
}
