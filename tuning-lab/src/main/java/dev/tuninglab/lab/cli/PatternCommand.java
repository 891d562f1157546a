package dev.tuninglab.lab.cli;

import dev.tuninglab.lab.bench.Home;
import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.experiment.ExitCode;
import dev.tuninglab.lab.pattern.Copy;
import dev.tuninglab.lab.pattern.CopyFailed;
import dev.tuninglab.lab.pattern.Pattern;
import dev.tuninglab.lab.pattern.Patterns;
import dev.tuninglab.lab.pattern.Project;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lab pattern}: what the sample API does well, for a project of one's own. */
@Command(
    name = "pattern",
    description = "List, show or copy patterns: a knob's code with its tests, for your project.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {PatternCommand.All.class, PatternCommand.Show.class, PatternCommand.Take.class})
final class PatternCommand implements Runnable {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public void run() {
    throw new BadInput(
        "pattern needs a command: " + String.join(", ", spec.subcommands().keySet()));
  }

  /** What there is. */
  @Command(
      name = "list",
      description = "List the patterns: question, variants, libraries.",
      mixinStandardHelpOptions = true)
  static final class All implements Callable<Integer> {
    @Mixin private TargetOption target;
    @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
      Patterns patterns = target.read().patterns();
      PrintWriter out = spec.commandLine().getOut();
      for (Pattern pattern : patterns.all()) {
        out.print(
            PatternText.entry(
                pattern, patterns.copy(pattern, List.of(), Patterns.SOME_PACKAGE).dependencies()));
      }
      out.flush();
      return ExitCode.DONE;
    }
  }

  /** The page on one, and its files. */
  @Command(
      name = "show",
      description = "Print the page on a pattern, and the files that a copy takes.",
      mixinStandardHelpOptions = true)
  static final class Show implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "As ./lab pattern list has it.")
    private String name;

    @Mixin private TargetOption target;
    @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
      Patterns patterns = target.read().patterns();
      Pattern pattern = patterns.named(name);
      Copy copy = patterns.copy(pattern, List.of(), Patterns.SOME_PACKAGE);
      PrintWriter out = spec.commandLine().getOut();
      out.print(pattern.page());
      out.println();
      out.println("## Files of a copy");
      out.println();
      out.print(PatternText.files(copy.sources().stream().map(Home.root()::relativize).toList()));
      out.flush();
      return ExitCode.DONE;
    }
  }

  /** Into a project. */
  @Command(
      name = "copy",
      description = {
        "Copy a pattern with its tests into a project, under that project's package; print the"
            + " dependencies to add. Nothing is ever overwritten.",
        ""
      },
      mixinStandardHelpOptions = true)
  static final class Take implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "As ./lab pattern list has it.")
    private String name;

    @Option(
        names = "--to",
        paramLabel = "DIR",
        required = true,
        description = "Folder of the project, where its src is or will be.")
    private Path to;

    @Option(
        names = "--package",
        paramLabel = "NAME",
        required = true,
        description = "Package of the project below which the copied packages go.")
    private String intoPackage;

    @Option(
        names = "--variants",
        paramLabel = "A,B",
        split = ",",
        description = "Copy only these variants (default: all).")
    private List<String> variants = List.of();

    @Option(names = "--dry-run", description = "Print what would be done; write nothing.")
    private boolean dryRun;

    @Mixin private TargetOption target;
    @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws CopyFailed {
      Patterns patterns = target.read().patterns();
      Pattern pattern = patterns.named(name);
      Project project = Project.at(to);
      Copy copy = patterns.copy(pattern, variants, intoPackage);
      List<Path> written = project.missing(copy);
      if (!dryRun) {
        project.write(copy);
      }
      PrintWriter out = spec.commandLine().getOut();
      out.print(PatternText.copied(copy, written, project.folder(), to.toString(), dryRun));
      out.flush();
      return ExitCode.DONE;
    }
  }
}
