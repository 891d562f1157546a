package dev.tuninglab.lab.cli;

import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.experiment.Demand;
import dev.tuninglab.lab.experiment.Experiment;
import dev.tuninglab.lab.experiment.Question;
import dev.tuninglab.lab.experiment.Variant;
import dev.tuninglab.lab.target.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lab capacity}: how far does it go? */
@Command(
    name = "capacity",
    description = {
      "Look for the highest rate at which an SLA is kept, and say how many machines that makes.",
      "",
      "  ./lab capacity --set pool=hikari --sla 'p99<50ms,errors<0.1%%'",
      "  ./lab capacity --target 1M/day --target 10k/s",
      "  ./lab capacity --users 1,2,4,8,16,32",
      "",
      "To compare the capacities of variants: ./lab compare --mode capacity pool=none,hikari",
      ""
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class CapacityCommand extends ExperimentCommand {
  @Option(
      names = "--target",
      paramLabel = "N/TIME",
      description =
          "Traffic to plan for, such as 1M/day, 10k/s or 500/min: how many such machines it takes; may be repeated.")
  private List<String> targets = new ArrayList<>();

  @Override
  List<String> words() {
    return List.of();
  }

  @Override
  Experiment experiment(Target target) {
    if (!options().design().asksForCapacity("capacity")) {
      throw new BadInput(
          "--mode: ./lab capacity looks for capacities; for latency and throughput: ./lab compare");
    }
    List<Demand> demands =
        targets.stream().map(text -> Demand.parse("--target", text)).distinct().toList();
    Map<String, String> settings = new LinkedHashMap<>(options().subject().common(target));
    Variant alone = new Variant(name(target, settings), settings);
    List<String> typed = new ArrayList<>();
    demands.forEach(demand -> typed.addAll(List.of("--target", demand.text())));
    return options()
        .experiment(
            new RunOptions.Asked(
                "capacity",
                typed,
                "capacity",
                List.of(alone),
                List.copyOf(settings.keySet()),
                new Question.Capacity(demands, options().design().users())),
            target);
  }

  private static String name(Target target, Map<String, String> settings) {
    return settings.isEmpty()
        ? target.name()
        : settings.entrySet().stream()
            .map(setting -> setting.getKey() + "=" + setting.getValue())
            .collect(Collectors.joining("+"));
  }
}
