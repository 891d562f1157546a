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
import dev.tuninglab.lab.experiment.StoredJson;
import dev.tuninglab.lab.experiment.Units;
import dev.tuninglab.lab.experiment.Variant;
import dev.tuninglab.lab.experiment.Variants;
import dev.tuninglab.lab.fault.FaultFailed;
import dev.tuninglab.lab.fault.Permission;
import dev.tuninglab.lab.measure.Recording;
import dev.tuninglab.lab.measure.StoredGameDay;
import dev.tuninglab.lab.report.Format;
import dev.tuninglab.lab.report.GameDayResults;
import dev.tuninglab.lab.report.Report;
import dev.tuninglab.lab.report.Result;
import dev.tuninglab.lab.report.ResultsFolder;
import dev.tuninglab.lab.report.TerminalReport;
import dev.tuninglab.lab.target.Target;
import dev.tuninglab.lab.target.TargetFailed;
import dev.tuninglab.lab.trial.TrialFailed;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
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

  @Option(
      names = "--set",
      paramLabel = "KNOB=VALUE",
      description = "Set for all variants alike; may be repeated.")
  private List<String> settings = new ArrayList<>();

  @Option(
      names = "--workload",
      paramLabel = "NAME",
      description = "Workload to offer (default: order, or the target's first).")
  private String workload;

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

  @Mixin private NetworkOptions networkOptions;
  @Mixin private DataOptions data;
  @Mixin private TargetOption targetOption;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Results folder (default: results/<time>-<fault>).")
  private Path out;

  @Option(
      names = "--resume",
      paramLabel = "DIR",
      description = "Have the days that a game day which was stopped did not have, in its folder.")
  private Path resume;

  @Option(names = "--dry-run", description = "Print the plan; break and measure nothing.")
  private boolean dryRun;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (resume != null) {
      return resumed();
    }
    Target target = targetOption.read();
    GameDay asked = asked(target);
    Permission.demand(asked.scenario(), data.whose(target));
    PrintWriter terminal = spec.commandLine().getOut();
    if (dryRun) {
      plan(asked).forEach(line -> terminal.print(wrapped(line)));
      terminal.flush();
      return ExitCode.DONE;
    }
    ResultsFolder folder =
        out == null ? ResultsFolder.reserve(asked.name()) : ResultsFolder.reserve(out);
    try {
      folder.write(GameDay.FILE, StoredJson.write(asked));
      return have(asked, null, target, data, folder);
    } finally {
      folder.dropIfUnused();
    }
  }

  /** As it was asked for then; days that were broken off are had anew. */
  private int resumed() throws Exception {
    if (fault != null || scenario != null || !compared.isEmpty()) {
      throw new BadInput(
          "--resume goes on with what "
              + resume
              + " asked for; leave --fault, --scenario and --compare out");
    }
    if (!StoredGameDay.isOne(resume)) {
      throw new BadInput(resume + " holds no game day: it has no " + GameDay.FILE);
    }
    StoredGameDay earlier = StoredGameDay.read(resume);
    GameDay asked = earlier.asked();
    Resumed.sameMachine(earlier.sitting(), resume);
    if (earlier.whole(resume).size() == asked.variants().size()) {
      throw new BadInput(
          resume + " has no day left to have; ./lab report " + resume + " makes its reports");
    }
    GameDayCommand then = then(asked.command());
    Target target = then.targetOption.read();
    Permission.demand(asked.scenario(), then.data.whose(target));
    ResultsFolder folder = ResultsFolder.open(resume);
    for (int i = 0; i < asked.variants().size(); i++) {
      String name = asked.variants().get(i).name();
      if (earlier.whole(resume).stream().noneMatch(day -> day.variant().equals(name))) {
        Files.deleteIfExists(resume.resolve(StoredGameDay.dayFile(i + 1)));
        Files.deleteIfExists(resume.resolve(StoredGameDay.ledgerFile(i + 1)));
      }
    }
    return have(asked, earlier, target, then.data, folder);
  }

  /** The options as they were typed, read by the parser that read them then. */
  private static GameDayCommand then(List<String> words) {
    if (words.contains("URL")) {
      throw new BadInput(
          "a game day with --db-url cannot be resumed: the URL may hold a password, so it is not"
              + " kept");
    }
    return (GameDayCommand)
        Lab.commandLine()
            .parseArgs(words.toArray(String[]::new))
            .subcommand()
            .commandSpec()
            .userObject();
  }

  private int have(
      GameDay asked, StoredGameDay earlier, Target target, DataOptions data, ResultsFolder folder)
      throws Exception {
    PrintWriter err = spec.commandLine().getErr();
    try {
      try (ConsoleProgress progress = new ConsoleProgress(err, Running.entered())) {
        progress.step(plan(asked).get(0));
        new GameDaying(asked, earlier, target, data, folder, progress).run();
      }
      return show(folder, asked, Format.ALL, spec);
    } catch (InterruptedException | TargetFailed | TrialFailed | FaultFailed e) {
      if (folder.holds(StoredGameDay.dayFile(1))) {
        err.println(
            "lab: what was measured so far is kept in "
                + folder.path()
                + "; ./lab report "
                + folder.path()
                + ", or go on with ./lab gameday --resume "
                + folder.path());
      }
      throw e;
    }
  }

  /** Makes the result of what is in the folder, and prints it. */
  static int show(
      ResultsFolder folder,
      GameDay asked,
      List<Format> formats,
      CommandLine.Model.CommandSpec spec) {
    StoredGameDay stored = StoredGameDay.read(folder.path());
    Result result = GameDayResults.of(asked, stored.days(), stored.sitting());
    // Slices are of no use to a reader here: the parts of the days say more.
    List<Format> useful = formats.stream().filter(format -> format != Format.CSV).toList();
    folder.write(new Report(result, new Recording(0, List.of()), Map.of()), useful);
    return ReportCommand.show(result, folder, useful, spec);
  }

  private static String wrapped(String line) {
    StringBuilder out = new StringBuilder();
    TerminalReport.wrap(out, "", line);
    return out.toString();
  }

  /** What was asked, checked against the target. */
  private GameDay asked(Target target) {
    Map<String, String> common = Variants.settings(settings, target.knobs());
    List<Variant> variants =
        compared.isEmpty()
            ? List.of(new Variant(alone(target, common), common))
            : Variants.parse(compared, common, target.knobs());
    String offered = workload == null ? usual(target) : workload;
    Scenario planned = scenario();
    Scenario days =
        budget == null
            ? planned
            : GameDay.within(planned, Units.duration("--budget", budget), variants.size());
    Rate workloadRate = target.rate(offered);
    Network network = networkOptions.network(target);
    long drawn = seed == null ? ThreadLocalRandom.current().nextLong(1_000_000) : seed;
    return new GameDay(
        name(days),
        command(drawn, network),
        targetOption.asTyped(),
        variants,
        offered,
        days,
        rate == null || rate.equals("auto") ? null : Units.ratePerSecond("--rate", rate),
        workloadRate instanceof Rate.Auto auto ? auto.atMost() : GameDay.USUAL_MOST,
        spread(),
        Units.duration("--timeout", timeout),
        Units.duration("--hold", hold),
        drawn,
        data.text(target)
            + (target.needsOwnDatabases(variants, offered) ? ", a copy for each variant" : ""),
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

  private Mode.Spread spread() {
    return Arrays.stream(Mode.Spread.values())
        .filter(s -> arrivals == null || s.name().toLowerCase(Locale.ROOT).equals(arrivals))
        .findFirst()
        .orElseThrow(
            () ->
                new BadInput(
                    "--arrivals must be one of constant, poisson, but was '" + arrivals + "'"));
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
    settings.forEach(setting -> option(command, "--set", setting));
    option(command, "--workload", workload);
    option(command, "--rate", rate);
    option(command, "--arrivals", arrivals);
    option(command, "--timeout", timeout);
    option(command, "--hold", hold);
    option(command, "--budget", budget);
    option(command, "--target", targetOption.isSample() ? null : targetOption.asTyped());
    command.addAll(networkOptions.words(network));
    command.addAll(data.words());
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

  /** In words, a line each; the first is for the progress as well. */
  private static List<String> plan(GameDay asked) {
    List<String> lines = new ArrayList<>();
    lines.add(
        asked.variants().size()
            + (asked.variants().size() == 1 ? " variant, " : " variants one after the other, ")
            + Units.text(asked.scenario().length())
            + " of load each, rate "
            + (asked.ratePerSecond() == null
                ? "auto up to " + Units.rate(asked.most())
                : Units.rate(asked.ratePerSecond()))
            + ", about "
            + Units.text(Duration.ofSeconds(asked.length().toSeconds()))
            + " in all, seed "
            + asked.seed());
    lines.add(
        "variants: "
            + asked.variants().stream().map(Variant::name).collect(Collectors.joining(", ")));
    lines.add("workload: " + asked.workload() + "; " + asked.data());
    asked
        .scenario()
        .faults()
        .forEach(step -> lines.add("at " + Units.text(step.at()) + ": " + step.fault().text()));
    lines.add("after the last: " + Units.text(asked.scenario().after()));
    if (!asked.gates().isEmpty()) {
      lines.add(
          "gates: "
              + asked.gates().stream().map(GameDayGate::text).collect(Collectors.joining(", "))
              + "; one that cannot be decided: "
              + asked.undecided().text());
    }
    return lines;
  }
}
