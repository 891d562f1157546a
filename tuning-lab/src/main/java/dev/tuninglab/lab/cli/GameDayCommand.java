package dev.tuninglab.lab.cli;

import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.experiment.Fault;
import dev.tuninglab.lab.experiment.GameDay;
import dev.tuninglab.lab.experiment.GameDayGate;
import dev.tuninglab.lab.experiment.Gates;
import dev.tuninglab.lab.experiment.Mode;
import dev.tuninglab.lab.experiment.Network;
import dev.tuninglab.lab.experiment.Rate;
import dev.tuninglab.lab.experiment.Scenario;
import dev.tuninglab.lab.experiment.Units;
import dev.tuninglab.lab.experiment.Variant;
import dev.tuninglab.lab.experiment.Variants;
import dev.tuninglab.lab.target.Target;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code lab gameday}: what if it breaks? */
@Command(
    name = "gameday",
    description = {
      "Break something under steady load, mend it, and say what became of the requests.",
      "",
      "  ./lab gameday --fault db-stall=5s",
      "  ./lab gameday --fault db-cut=5s --compare guard=none,timeouts,shed",
      "  ./lab gameday --fault app-kill --workload place-order --gate lostWrites=0",
      "",
      "Only what the lab itself has started is broken. Variants have their day one after the"
          + " other.",
      ""
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class GameDayCommand implements Callable<Integer> {
  private static final String DEFAULT_WORKLOAD = "order";

  @Option(
      names = "--fault",
      paramLabel = "FAULT",
      description =
          "What breaks after 20s: db-restart, db-stall=5s, db-latency=200ms, db-cut=5s,"
              + " connections-exhausted, slow-client=50, app-kill or cpu-hog=10s.")
  private String fault;

  @Option(
      names = "--scenario",
      paramLabel = "FILE",
      description = "Several faults, each at its instant; see docs/gameday.md.")
  private Path scenario;

  @Option(
      names = "--compare",
      paramLabel = "KNOB=A,B",
      description = "Variants that have the same day; may be repeated for every combination.")
  private List<String> compared = new ArrayList<>();

  @Mixin private SubjectOptions subjectOptions;

  @Option(
      names = "--rate",
      paramLabel = "N/s",
      description =
          "Requests offered, such as 100/s (default: 30%% of what the first variant sustains, at"
              + " most the workload's own).")
  private String rate;

  @Option(
      names = "--arrivals",
      paramLabel = "KIND",
      description = "How requests are spread: constant or poisson (default: constant).")
  private String arrivals;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      defaultValue = "5s",
      description = "When clients give up on a request (default: ${DEFAULT-VALUE}).")
  private String timeout;

  @Option(
      names = "--hold",
      paramLabel = "TIME",
      defaultValue = "5s",
      description =
          "How long a service has to be as before to have recovered (default: ${DEFAULT-VALUE}).")
  private String hold;

  @Option(
      names = "--budget",
      paramLabel = "TIME",
      description =
          "What all days may take: it changes the time after the last fault (default: 30s of it).")
  private String budget;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of arrivals and requests (default: a new one).")
  private Long seed;

  @Option(
      names = "--gate",
      paramLabel = "RULE",
      description =
          "Exit with 1 unless every variant keeps it: 'recovery<5s', 'lostRequests<100',"
              + " lostWrites=0, duplicateWrites=0; may be repeated.")
  private List<String> gates = new ArrayList<>();

  @Option(
      names = "--undecided",
      paramLabel = "WHAT",
      description = "What becomes of a gate that cannot be decided: fail or pass (default: fail).")
  private String undecided;

  @Mixin private FolderOptions folderOptions;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    GameDayRunning running = new GameDayRunning(spec, folderOptions);
    if (folderOptions.resume() == null) {
      Target target = subjectOptions.target();
      target.demandStarted("./lab gameday");
      return running.run(asked(target), target, subjectOptions.data());
    }
    if (fault != null || scenario != null || !compared.isEmpty()) {
      throw new BadInput(
          "--resume goes on with what "
              + folderOptions.resume()
              + " asked for; leave --fault, --scenario and --compare out");
    }
    return running.resume();
  }

  SubjectOptions subject() {
    return subjectOptions;
  }

  /** What was asked, checked against the target. */
  private GameDay asked(Target target) {
    Map<String, String> common = subjectOptions.common(target);
    List<Variant> variants =
        compared.isEmpty()
            ? List.of(new Variant(alone(target, common), common))
            : Variants.parse(compared, common, target.knobs());
    String offered = subjectOptions.workload(usual(target));
    Scenario planned = scenario();
    Scenario days =
        budget == null
            ? planned
            : GameDay.within(planned, Units.duration("--budget", budget), variants.size());
    Rate workloadRate = target.rate(offered);
    Network network = subjectOptions.network(target);
    long drawn = seed == null ? ThreadLocalRandom.current().nextLong(1_000_000) : seed;
    return new GameDay(
        name(days),
        command(drawn, network),
        subjectOptions.targetAsTyped(target),
        variants,
        offered,
        days,
        rate == null || rate.equals("auto") ? null : Units.ratePerSecond("--rate", rate),
        workloadRate instanceof Rate.Auto auto ? auto.atMost() : GameDay.USUAL_MOST,
        Mode.Spread.parse("--arrivals", arrivals),
        Units.duration("--timeout", timeout),
        Units.duration("--hold", hold),
        drawn,
        subjectOptions.dataText(target, variants, offered),
        network,
        gates.stream().map(rule -> GameDayGate.parse("--gate", rule)).distinct().toList(),
        undecided == null ? Gates.Undecided.FAIL : Gates.Undecided.parse("--undecided", undecided));
  }

  private static String alone(Target target, Map<String, String> common) {
    return common.isEmpty()
        ? target.name()
        : common.entrySet().stream()
            .map(setting -> setting.getKey() + "=" + setting.getValue())
            .collect(Collectors.joining("+"));
  }

  private static String usual(Target target) {
    return target.hasWorkload(DEFAULT_WORKLOAD) ? DEFAULT_WORKLOAD : target.workloadOf(List.of());
  }

  private Scenario scenario() {
    if ((fault == null) == (scenario == null)) {
      throw new BadInput(
          "a game day takes one of --fault and --scenario, such as --fault db-stall=5s");
    }
    return fault == null ? Scenario.read(scenario) : Scenario.of(Fault.parse("--fault", fault));
  }

  /** {@code guard-db-stall}; of a scenario, its file's. */
  private String name(Scenario planned) {
    Set<String> parts = new LinkedHashSet<>();
    compared.forEach(word -> parts.add(word.replaceFirst("=.*", "")));
    if (scenario == null) {
      planned.faults().forEach(step -> parts.add(step.fault().name()));
    } else {
      String file = scenario.getFileName().toString().replaceFirst("\\.ya?ml$", "");
      parts.add(file.replaceAll("[^A-Za-z0-9._-]", "_"));
    }
    return String.join("-", parts);
  }

  private List<String> command(long drawn, Network network) {
    List<String> command = new ArrayList<>(List.of("gameday"));
    option(command, "--fault", fault);
    option(command, "--scenario", scenario);
    compared.forEach(word -> option(command, "--compare", word));
    option(command, "--rate", rate);
    option(command, "--arrivals", arrivals);
    option(command, "--timeout", timeout);
    option(command, "--hold", hold);
    option(command, "--budget", budget);
    command.addAll(subjectOptions.words(network));
    gates.forEach(gate -> option(command, "--gate", gate));
    option(command, "--undecided", undecided);
    option(command, "--seed", drawn);
    return command;
  }

  private static void option(List<String> command, String name, Object value) {
    if (value != null) {
      command.addAll(List.of(name, value.toString()));
    }
  }
}
