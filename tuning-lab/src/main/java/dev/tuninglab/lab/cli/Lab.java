package dev.tuninglab.lab.cli;

import dev.tuninglab.db.DatabaseException;
import dev.tuninglab.gatling.GeneratorException;
import dev.tuninglab.lab.bench.Home;
import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.experiment.ExitCode;
import dev.tuninglab.lab.fault.FaultFailed;
import dev.tuninglab.lab.pattern.CopyFailed;
import dev.tuninglab.lab.target.TargetFailed;
import dev.tuninglab.lab.trial.TrialFailed;
import java.io.PrintWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code lab}: everything but its process. */
@Command(
    name = "lab",
    description = {
      "Change one thing about an API, and know what it did to latency, throughput and cost.",
      ""
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "Start with: ./lab compare pool=none,hikari"},
    subcommands = {
      CompareCommand.class,
      MatrixCommand.class,
      SweepCommand.class,
      CapacityCommand.class,
      GameDayCommand.class,
      InjectCommand.class,
      GatherCommand.class,
      CalibrateCommand.class,
      ReportCommand.class,
      OpenCommand.class,
      DiffCommand.class,
      HistoryCommand.class,
      KnobsCommand.class,
      PatternCommand.class,
      InitCommand.class,
      ServeCommand.class,
      AppCommand.class,
      DbCommand.class,
      CompletionCommand.class
    })
public final class Lab implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Lab.class);

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  private final Terminal terminal;

  private Lab(Terminal terminal) {
    this.terminal = terminal;
  }

  /**
   * Runs one command line for somebody of whom nothing is known.
   *
   * @return the exit code, see {@link ExitCode}
   */
  public static int run(PrintWriter out, PrintWriter err, String... args) {
    return run(Terminal.PLAIN, out, err, args);
  }

  /** The same for whoever sits at a terminal. */
  static int run(Terminal terminal, PrintWriter out, PrintWriter err, String... args) {
    return commandLine(terminal).setOut(out).setErr(err).execute(args);
  }

  /** Of a command, where its output goes. */
  static Terminal terminal(CommandLine.Model.CommandSpec spec) {
    return spec.root().userObject() instanceof Lab lab ? lab.terminal : Terminal.PLAIN;
  }

  static CommandLine commandLine() {
    return commandLine(Terminal.PLAIN);
  }

  private static CommandLine commandLine(Terminal terminal) {
    return new CommandLine(new Lab(terminal))
        .setUsageHelpWidth(80)
        .setParameterExceptionHandler(Lab::wrongWords)
        .setExecutionExceptionHandler(Lab::failed);
  }

  @Override
  public void run() {
    throw new BadInput("a command is needed: " + String.join(", ", spec.subcommands().keySet()));
  }

  private static int wrongWords(CommandLine.ParameterException e, String[] args) {
    CommandLine line = e.getCommandLine();
    String help = line.getCommandSpec().qualifiedName() + " --help";
    line.getErr()
        .println("lab: " + e.getMessage().lines().findFirst().orElse("") + " (see " + help + ")");
    return ExitCode.BAD_INPUT;
  }

  private static int failed(Exception e, CommandLine line, CommandLine.ParseResult parsed) {
    PrintWriter err = line.getErr();
    // Not the arguments: a --db-url may hold a password.
    LOG.error("lab {} failed", line.getCommandName(), e);
    if (e instanceof BadInput) {
      err.println("lab: " + e.getMessage());
      return ExitCode.BAD_INPUT;
    }
    if (e instanceof InterruptedException) {
      err.println("lab: interrupted; everything it started has been stopped");
      return ExitCode.INTERRUPTED;
    }
    if (e instanceof TargetFailed
        || e instanceof CopyFailed
        || e instanceof TrialFailed
        || e instanceof FaultFailed
        || e instanceof DatabaseException
        || e instanceof GeneratorException) {
      err.println("lab: " + e.getMessage());
      return ExitCode.FAILED;
    }
    err.println("lab: unexpected " + e + "; the stack trace is in " + Home.logFile());
    return ExitCode.FAILED;
  }
}
