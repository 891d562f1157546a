package dev.tuninglab.lab.cli;

import dev.tuninglab.gatling.workload.Workload;
import dev.tuninglab.lab.diagnosis.Look;
import dev.tuninglab.lab.diagnosis.LookPlan;
import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.experiment.Experiment;
import dev.tuninglab.lab.experiment.Variant;
import dev.tuninglab.lab.report.ResultsFolder;
import dev.tuninglab.lab.target.Subjects;
import dev.tuninglab.lab.target.Target;
import dev.tuninglab.lab.trial.Trial;
import dev.tuninglab.lab.why.Diagnosis;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The look into subjects for causes, once all is measured: it costs no result, however it ends. */
final class LookingInside {
  private static final Logger LOG = LoggerFactory.getLogger(LookingInside.class);

  private final Experiment experiment;
  private final Target target;
  private final ResultsFolder folder;
  private final ConsoleProgress progress;
  private final Map<String, String> databases = new HashMap<>();

  /**
   * @param variables of a variant, with the URL of its database that leads there straight
   * @throws BadInput if the target file names a database in a way that cannot be followed
   */
  LookingInside(
      Experiment experiment,
      Target target,
      Function<Variant, Map<String, String>> variables,
      ResultsFolder folder,
      ConsoleProgress progress) {
    this.experiment = experiment;
    this.target = target;
    this.folder = folder;
    this.progress = progress;
    for (Variant variant : experiment.variants()) {
      target
          .databaseUrl(variables.apply(variant))
          .ifPresent(url -> databases.put(variant.name(), url));
    }
  }

  /**
   * Leaves on disk what it saw, also when it is interrupted.
   *
   * @param ratePerSecond see {@link LookPlan#rate}
   */
  Diagnosis into(Subjects subjects, double ratePerSecond, Workload workload, Trial.Loader loader)
      throws InterruptedException {
    Look.Asked asked =
        new Look.Asked(
            LookPlan.of(experiment.design().budget(), experiment.aliveAtTheEnd().size()),
            folder.path(),
            ratePerSecond,
            target.diagnosisHeaders(),
            asksForCoding(workload),
            experiment.design().seed(),
            databases);
    progress.stage(Standing.Stage.LOOKING_INSIDE, experiment.design().forks());
    progress.step(PlanText.look(experiment));
    try (Look look = new Look(asked, loader, progress::step)) {
      try {
        look.into(subjects);
      } catch (InterruptedException e) {
        look.note("the look into the variants was interrupted");
        keep(look.seen());
        throw e;
      } catch (RuntimeException e) {
        LOG.error("looking into the variants failed", e);
        look.note("the look into the variants failed: " + e);
      }
      return keep(look.seen());
    }
  }

  private static boolean asksForCoding(Workload workload) {
    return workload.requests().stream()
        .flatMap(request -> request.headers().entrySet().stream())
        .anyMatch(
            header ->
                header.getKey().equalsIgnoreCase("accept-encoding")
                    && !header.getValue().equalsIgnoreCase("identity"));
  }

  private Diagnosis keep(Diagnosis seen) {
    Uninterrupted.write(() -> folder.write(seen));
    return seen;
  }
}
