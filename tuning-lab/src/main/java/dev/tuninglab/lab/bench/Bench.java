package dev.tuninglab.lab.bench;

import dev.tuninglab.db.DatabaseException;
import dev.tuninglab.gatling.Generator;
import dev.tuninglab.gatling.GeneratorOptions;
import dev.tuninglab.gatling.SliceOrder;
import dev.tuninglab.gatling.SliceReport;
import dev.tuninglab.gatling.workload.Workload;
import dev.tuninglab.lab.experiment.Network;
import dev.tuninglab.lab.experiment.Variant;
import dev.tuninglab.lab.report.LinkResults;
import dev.tuninglab.lab.report.ResultsFolder;
import dev.tuninglab.lab.report.Words;
import dev.tuninglab.lab.target.Subjects;
import dev.tuninglab.lab.target.Target;
import dev.tuninglab.lab.target.TargetFailed;
import dev.tuninglab.lab.trial.Progress;
import dev.tuninglab.lab.trial.Trial;
import dev.tuninglab.lab.trial.TrialFailed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * All that stands open while load is offered to subjects: what is around them, the ways to and from
 * them, the load generator. Closed in the reverse order, whatever happens.
 */
public final class Bench implements AutoCloseable, Trial.Loader {
  public static final String ONE_PROCESS =
      "the lab has not started this service: all forks are of the same processes, so they are"
          + " rounds, and intervals cannot hold what differs from start to start";

  private final Setup setup;
  private final Surroundings surroundings;
  private final Workload workload;
  private final Links links;
  private final Injectors injectors;

  /**
   * What it takes.
   *
   * @param workload the name of the one that is offered
   * @param injectors how many generators share the load
   * @param breakable whether relays stand in front of databases for faults to act on
   */
  public record Setup(
      Target target,
      List<Variant> variants,
      String workload,
      Network network,
      int injectors,
      boolean breakable,
      ResultsFolder folder,
      Ceiling ceiling) {}

  private Bench(
      Setup setup, Surroundings surroundings, Workload workload, Links links, Injectors injectors) {
    this.setup = setup;
    this.surroundings = surroundings;
    this.workload = workload;
    this.links = links;
    this.injectors = injectors;
  }

  /**
   * Opens it, and makes ready what stands outside of a budget: copies of the data, classes, the
   * variants' databases.
   *
   * @param options of the generator, for the workload
   * @param onReport told at the end where Gatling left its own report, if one was asked for
   */
  public static Bench open(
      Setup setup,
      ShopData data,
      Function<Workload, GeneratorOptions> options,
      Consumer<Path> onReport,
      Progress progress)
      throws DatabaseException, TargetFailed, TrialFailed, InterruptedException {
    Surroundings surroundings = Surroundings.open(setup.target, data, progress);
    Links links = null;
    boolean open = false;
    try {
      Workload workload = setup.target.workload(setup.workload, surroundings.variables());
      makeReady(setup, surroundings, progress);
      links = links(setup, surroundings, progress);
      Injectors injectors = injectors(setup.injectors, options.apply(workload), onReport, progress);
      open = true;
      return new Bench(setup, surroundings, workload, links, injectors);
    } finally {
      if (!open) {
        closeBoth(links, surroundings);
      }
    }
  }

  private static void makeReady(Setup setup, Surroundings surroundings, Progress progress)
      throws DatabaseException, TargetFailed, InterruptedException {
    Target target = setup.target;
    if (!target.isStarted()) {
      progress.warning(ONE_PROCESS);
    }
    surroundings.checkOut(target, setup.folder.logs(), progress);
    List<Variant> variants = setup.variants;
    if (target.needsOwnDatabases(variants, setup.workload)) {
      surroundings.giveOwnDatabases(variants, progress);
    }
    target.prepare(variants, surroundings.variables(), setup.folder.logs(), progress::step);
    if (target.reshapesDatabase(variants)) {
      progress.step("starting each variant once, so that it brings its database into shape");
      target.reshape(variants, surroundings::variables, setup.folder.logs());
      surroundings.settle();
    }
  }

  /**
   * They practise as they start, which takes processors: so they are waited for here, before
   * anything starts that a budget pays for.
   */
  private static Injectors injectors(
      int number, GeneratorOptions options, Consumer<Path> onReport, Progress progress)
      throws InterruptedException {
    Injectors injectors = Injectors.start(options, number, onReport);
    boolean ready = false;
    try {
      progress.step(
          number == 1 ? "starting the load generator" : "starting " + number + " load generators");
      injectors.awaitReady();
      ready = true;
      return injectors;
    } finally {
      if (!ready) {
        injectors.close();
      }
    }
  }

  /** Measured while nothing else runs yet, and led to where the subjects will look for them. */
  private static Links links(Setup setup, Surroundings surroundings, Progress progress)
      throws TrialFailed, InterruptedException {
    Links links = Links.measure(setup.network);
    try {
      links
          .measured()
          .forEach(link -> progress.step(Words.link(link.place(), LinkResults.of(link))));
      if (setup.breakable) {
        links.toBreakableDatabases(setup.variants, surroundings::variables);
      } else {
        links.toDatabases(setup.variants, surroundings::variables);
      }
      return links;
    } catch (TrialFailed | RuntimeException e) {
      links.close();
      throw e;
    }
  }

  public Surroundings surroundings() {
    return surroundings;
  }

  public Workload workload() {
    return workload;
  }

  public Links links() {
    return links;
  }

  /**
   * Starts one subject a variant.
   *
   * @param prefix of the log files' names
   */
  public Subjects start(List<Variant> variants, String prefix)
      throws TargetFailed, InterruptedException {
    return links.toSubjects(
        setup.target.start(
            variants,
            workload,
            variant -> links.variables(variant, surroundings.variables(variant)),
            setup.folder.logs(),
            prefix));
  }

  /** The one generator, once it has started; where there are several, the first. */
  public Generator generator() throws InterruptedException {
    return injectors.first();
  }

  /** What a reader should know of how the generators kept step. */
  public Optional<String> injectorsApart() {
    return injectors.apart();
  }

  @Override
  public void awaitReady() throws InterruptedException {
    injectors.awaitReady();
  }

  @Override
  public SliceReport run(SliceOrder order, Duration patience) throws InterruptedException {
    Variant variant =
        setup.variants.stream()
            .filter(each -> each.name().equals(order.label()))
            .findFirst()
            .orElseThrow();
    SliceOrder addressed = setup.target.addressed(links.through(order), variant, setup.workload);
    return injectors.run(setup.ceiling.under(addressed), patience);
  }

  @Override
  public void close() throws DatabaseException {
    try {
      injectors.close();
    } finally {
      closeBoth(links, surroundings);
    }
  }

  private static void closeBoth(Links links, Surroundings surroundings) throws DatabaseException {
    try {
      if (links != null) {
        links.close();
      }
    } finally {
      surroundings.close();
    }
  }
}
