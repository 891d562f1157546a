package dev.tuninglab.lab.cli;

import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.experiment.Design;
import dev.tuninglab.lab.experiment.Rate;
import dev.tuninglab.lab.experiment.Units;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import picocli.CommandLine.Option;

/** How long, how often, how fast. */
final class DesignOptions {
  @Option(
      names = "--budget",
      paramLabel = "TIME",
      defaultValue = "60s",
      description = "Wall time of the experiment, warm-ups included (default: ${DEFAULT-VALUE}).")
  private String budget;

  @Option(
      names = "--forks",
      paramLabel = "N",
      description = "Fresh JVMs of every variant, at least 2 (default: from the budget).")
  private Integer forks;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "Rounds in each fork at most (default: as many as the budget holds).")
  private Integer rounds;

  @Option(
      names = "--rate",
      paramLabel = "RATE",
      defaultValue = "auto",
      description =
          "Offered rate, such as 200/s, or 3x: times what the fastest variant sustains; auto: the workload's if it is such a multiple, else half of what the slowest variant sustains, at most the workload's (default: ${DEFAULT-VALUE}).")
  private String rate;

  @Option(
      names = "--arrivals",
      paramLabel = "KIND",
      defaultValue = "constant",
      description = "How requests are spread: constant or poisson (default: ${DEFAULT-VALUE}).")
  private String arrivals;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of slice order, arrivals and requests (default: a new one).")
  private Long seed;

  Design plan(int variants, Rate workloadRate) {
    return Design.plan(
        new Design.Wishes(
            Units.duration("--budget", budget),
            forks == null ? OptionalInt.empty() : OptionalInt.of(forks),
            rounds == null ? OptionalInt.empty() : OptionalInt.of(rounds),
            rate(),
            spread(),
            seed == null ? OptionalLong.empty() : OptionalLong.of(seed)),
        variants,
        workloadRate);
  }

  private Optional<Rate> rate() {
    return rate.equals("auto") ? Optional.empty() : Optional.of(Rate.parse("--rate", rate));
  }

  private Design.Spread spread() {
    return Arrays.stream(Design.Spread.values())
        .filter(s -> s.name().toLowerCase(Locale.ROOT).equals(arrivals))
        .findFirst()
        .orElseThrow(
            () ->
                new BadInput(
                    "--arrivals must be one of constant, poisson, but was '" + arrivals + "'"));
  }

  /** The words that ask for exactly this design again. */
  List<String> words(Design design) {
    List<String> words = new ArrayList<>(List.of("--budget", Units.text(design.budget())));
    words.addAll(List.of("--forks", String.valueOf(design.forks())));
    if (rounds != null) {
      words.addAll(List.of("--rounds", String.valueOf(rounds)));
    }
    words.addAll(List.of("--rate", design.rate().text()));
    words.addAll(List.of("--arrivals", arrivals));
    words.addAll(List.of("--seed", String.valueOf(design.seed())));
    return words;
  }
}
