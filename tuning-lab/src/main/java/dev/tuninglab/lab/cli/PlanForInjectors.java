package dev.tuninglab.lab.cli;

import dev.tuninglab.gatling.Load;
import dev.tuninglab.gatling.SliceOrder;
import dev.tuninglab.gatling.workload.Arrivals;
import dev.tuninglab.gatling.workload.Feeder;
import dev.tuninglab.gatling.workload.Workload;
import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.experiment.Experiment;
import dev.tuninglab.lab.experiment.StoredJson;
import dev.tuninglab.lab.experiment.Units;
import dev.tuninglab.lab.experiment.Variant;
import dev.tuninglab.lab.experiment.WholeFile;
import dev.tuninglab.lab.target.Target;
import dev.tuninglab.lab.trial.InjectionPlan;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Draws up what injectors on other machines are to do, and asks no service anything. */
final class PlanForInjectors {
  private PlanForInjectors() {}

  /**
   * @throws BadInput if the experiment needs something that injectors cannot have
   */
  static InjectionPlan of(Experiment experiment, Target target) {
    if (target.isStarted()) {
      throw new BadInput(
          "--plan is for services that run already (url of the target file, or --a and --b), but "
              + target.name()
              + " is started by the lab");
    }
    if (!experiment.network().links().isEmpty()) {
      throw new BadInput("--plan takes no links: injectors reach the service as they do");
    }
    if (experiment.design().injectors() > 1) {
      throw new BadInput(
          "--injectors are of this machine; with --plan, --share of ./lab inject says how many");
    }
    if (target.variantsHoldSecrets()) {
      throw new BadInput(
          "--plan would write down what knobs' headers take from the environment; use auth of the"
              + " target file, which travels by name");
    }
    Workload workload = target.workload(experiment.workload(), Map.of());
    workload
        .feeders()
        .forEach(
            (name, feeder) -> {
              if (feeder instanceof Feeder.Given) {
                throw new BadInput(
                    "--plan cannot have feeders." + name + ": its walk needs to ask the service");
              }
            });
    return InjectionPlan.of(
        experiment,
        experiment.variants().stream()
            .map(variant -> aim(variant, experiment.workload(), target))
            .toList(),
        workload);
  }

  private static InjectionPlan.Aim aim(Variant variant, String workload, Target target) {
    SliceOrder plain =
        new SliceOrder(
            "aim",
            variant.name(),
            target.place(variant).orElseThrow(),
            Map.of(),
            Map.of(),
            new Load.Open(1, Arrivals.CONSTANT),
            Duration.ofSeconds(1),
            1,
            true);
    return InjectionPlan.Aim.of(variant, target.addressed(plain, variant, workload));
  }

  /**
   * @throws BadInput if it cannot be written
   */
  static void write(Path file, InjectionPlan plan) {
    try {
      WholeFile.write(file, StoredJson.write(plan));
    } catch (UncheckedIOException e) {
      throw new BadInput("--plan " + file + " cannot be written: " + e.getCause().getMessage(), e);
    }
  }

  /** What it holds. */
  static String line(InjectionPlan plan) {
    List<InjectionPlan.Slot> slots = plan.timetable();
    return "timetable: %d slices in %s, %d rounds in each fork after a warm-up of %d (%d in the first)"
        .formatted(
            slots.size(),
            Units.text(Duration.ofSeconds(plan.length().toSeconds() + 1)),
            plan.rounds(),
            plan.warmUp(),
            plan.firstWarmUp());
  }
}
