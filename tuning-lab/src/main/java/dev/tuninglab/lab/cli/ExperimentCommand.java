package dev.tuninglab.lab.cli;

import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.experiment.Experiment;
import dev.tuninglab.lab.target.Target;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** A command that asks something of variants, and runs it or goes on with it. */
abstract class ExperimentCommand implements Callable<Integer> {
  @Mixin private RunOptions options;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public final Integer call() throws Exception {
    Running running = new Running(spec, options);
    if (options.folder().resume() == null) {
      Target target = target();
      Experiment experiment = experiment(target);
      return plan() == null
          ? running.run(experiment, target)
          : running.writePlan(plan(), experiment, target);
    }
    if (!words().isEmpty()) {
      throw new BadInput(
          "--resume goes on with what "
              + options.folder().resume()
              + " asked for; leave "
              + String.join(" ", words())
              + " out");
    }
    return running.resume();
  }

  /** Which service is the subject. */
  Target target() {
    return options.subject().target();
  }

  /** The file that a plan for injectors goes to instead of being run here; null to run it. */
  Path plan() {
    return null;
  }

  /** Knobs and values, as typed. */
  abstract List<String> words();

  /** What was asked, checked against the target. */
  abstract Experiment experiment(Target target);

  final RunOptions options() {
    return options;
  }
}
