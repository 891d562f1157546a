package dev.tuninglab.lab.cli;

import dev.tuninglab.lab.experiment.ExitCode;
import dev.tuninglab.lab.experiment.Knob;
import dev.tuninglab.lab.target.Target;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code lab knobs}: what can be changed, as the target file declares it, or the page on one. */
@Command(
    name = "knobs",
    description = {
      "List what can be changed: values, default, workload, what to expect.",
      "With a name: the page on that knob.",
      ""
    },
    mixinStandardHelpOptions = true)
final class KnobsCommand implements Callable<Integer> {
  @Parameters(paramLabel = "KNOB", arity = "0..1", description = "Print the page on this knob.")
  private String name;

  @Mixin private TargetOption targetOption;
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Target target = targetOption.read();
    PrintWriter out = spec.commandLine().getOut();
    if (name == null) {
      out.print(KnobTable.render(target.knobs().shown()));
    } else {
      page(target, target.knobs().named(name), out);
    }
    out.flush();
    return ExitCode.DONE;
  }

  private static void page(Target target, Knob knob, PrintWriter out) throws IOException {
    Optional<Path> page = target.page(knob);
    if (page.isPresent()) {
      out.print(Files.readString(page.get()));
    } else {
      out.print(KnobTable.render(List.of(knob)));
      out.println("there is no page on " + knob.name() + " (knobs." + knob.name() + ".readme)");
    }
  }
}
