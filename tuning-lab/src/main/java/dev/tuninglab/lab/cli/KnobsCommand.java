package dev.tuninglab.lab.cli;

import dev.tuninglab.lab.experiment.Knob;
import dev.tuninglab.lab.target.Target;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code lab knobs}: what can be changed, as the target file declares it. */
@Command(
    name = "knobs",
    description = "List what can be changed: values, default, workload, what to expect.",
    mixinStandardHelpOptions = true)
final class KnobsCommand implements Runnable {
  @Mixin private TargetOption target;
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    Target read = target.read();
    int width = read.knobs().all().stream().mapToInt(knob -> knob.name().length()).max().orElse(1);
    for (Knob knob : read.knobs().all()) {
      out.printf(
          "%-" + width + "s  %s (default %s)%n%" + (width + 2) + "s%s; workload %s%n",
          knob.name(),
          knob.domain().text(),
          knob.defaultValue(),
          "",
          knob.expect(),
          knob.workload());
    }
    out.flush();
  }
}
