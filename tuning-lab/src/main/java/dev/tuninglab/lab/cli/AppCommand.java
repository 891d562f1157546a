package dev.tuninglab.lab.cli;

import dev.tuninglab.lab.bench.Surroundings;
import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.experiment.ExitCode;
import dev.tuninglab.lab.experiment.Variant;
import dev.tuninglab.lab.experiment.Variants;
import dev.tuninglab.lab.target.Target;
import dev.tuninglab.lab.trial.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code lab app}: the sample API in the foreground, for a person with curl. */
@Command(
    name = "app",
    description = "Run the sample API in the foreground until Ctrl-C: ./lab app --set fetch=join",
    mixinStandardHelpOptions = true)
final class AppCommand implements Callable<Integer> {
  @Option(names = "--set", paramLabel = "KNOB=VALUE", description = "A setting; may be repeated.")
  private List<String> settings = new ArrayList<>();

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8080",
      description = "Port to listen on (default: ${DEFAULT-VALUE}).")
  private int port;

  @Mixin private DataOptions data;
  @Mixin private TargetOption targetOption;
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (port < 1 || port > 65_535) {
      throw new BadInput("--port must be from 1 to 65535, but was " + port);
    }
    Target target = targetOption.read();
    target.demandStarted("./lab app");
    Variant variant = new Variant("app", Variants.settings(settings, target.knobs()));
    Progress progress =
        new ConsoleProgress(spec.commandLine().getErr(), System.currentTimeMillis());
    try (Surroundings surroundings = Surroundings.open(target, data, progress)) {
      surroundings.giveOwnDatabases(List.of(variant), progress);
      return run(target, variant, surroundings.variables(variant));
    }
  }

  private int run(Target target, Variant variant, Map<String, String> variables) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(target.command(variant, port, variables)).inheritIO();
    builder.environment().putAll(target.env(variant, port, variables));
    Process process = builder.start();
    try {
      return process.waitFor() == 0 ? ExitCode.DONE : ExitCode.FAILED;
    } finally {
      process.destroy();
    }
  }
}
