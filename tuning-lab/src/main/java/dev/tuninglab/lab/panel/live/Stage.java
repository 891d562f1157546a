package dev.tuninglab.lab.panel.live;

import dev.tuninglab.db.DatabaseException;
import dev.tuninglab.gatling.Generator;
import dev.tuninglab.gatling.GeneratorOptions;
import dev.tuninglab.gatling.Load;
import dev.tuninglab.gatling.SliceOrder;
import dev.tuninglab.gatling.SliceReport;
import dev.tuninglab.gatling.workload.Arrivals;
import dev.tuninglab.gatling.workload.Workload;
import dev.tuninglab.lab.bench.GeneratorStart;
import dev.tuninglab.lab.bench.Links;
import dev.tuninglab.lab.bench.ShopData;
import dev.tuninglab.lab.bench.Surroundings;
import dev.tuninglab.lab.diagnosis.LiveCounts;
import dev.tuninglab.lab.experiment.Network;
import dev.tuninglab.lab.experiment.Variant;
import dev.tuninglab.lab.measure.Slice;
import dev.tuninglab.lab.network.Relay;
import dev.tuninglab.lab.target.Subject;
import dev.tuninglab.lab.target.Target;
import dev.tuninglab.lab.target.TargetFailed;
import dev.tuninglab.lab.trial.Progress;
import dev.tuninglab.lab.trial.TrialFailed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What stands open while a service is shown: the database, of which each pane has a copy, the ways
 * there, load generators. Panes are started and ended here, by one thread at a time.
 */
final class Stage implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration WARM_UP = Duration.ofSeconds(4);
  private static final int WARM_UP_USERS = 4;

  private final Target target;
  private final Surroundings surroundings;
  private final Links links;
  private final Path logs;
  private final Progress progress;
  private int starts;
  private long slices;

  private Stage(
      Target target, Surroundings surroundings, Links links, Path logs, Progress progress) {
    this.target = target;
    this.surroundings = surroundings;
    this.links = links;
    this.logs = logs;
    this.progress = progress;
  }

  static Stage open(Target target, ShopData data, Path logs, Progress progress)
      throws DatabaseException, TrialFailed, InterruptedException {
    Surroundings surroundings = Surroundings.open(target, data, progress);
    Stage stage = null;
    try {
      Links links = Links.measure(Network.LOOPBACK);
      stage = new Stage(target, surroundings, links, logs, progress);
      return stage;
    } finally {
      if (stage == null) {
        surroundings.close();
      }
    }
  }

  Surroundings surroundings() {
    return surroundings;
  }

  /** Begins to start a load generator, which takes seconds. */
  GeneratorStart generator(String workload) {
    starts++;
    return new GeneratorStart(
        GeneratorOptions.of(logs.resolve("generator-" + starts), workload(workload)), path -> {});
  }

  Workload workload(String name) {
    return target.workload(name, surroundings.variables());
  }

  /**
   * Starts a service.
   *
   * @param id of its pane
   * @param fresh whether it gets a new copy of the data; else it goes on with the one it has
   */
  LivePane start(String id, Map<String, String> settings, String workload, boolean fresh)
      throws DatabaseException, TargetFailed, TrialFailed, InterruptedException {
    Variant variant = variant(id, settings);
    if (fresh && target.needsShopDatabase()) {
      surroundings.giveOwnDatabases(List.of(variant), progress);
      links.toBreakableDatabases(List.of(variant), surroundings::variables);
    }
    Map<String, String> direct = surroundings.variables(variant);
    target.prepare(List.of(variant), direct, logs, progress::step);
    starts++;
    Subject subject =
        target
            .start(
                List.of(variant),
                workload(workload),
                each -> links.variables(each, direct),
                logs,
                starts + "-")
            .all()
            .get(0);
    Optional<LiveCounts> counts = Optional.empty();
    boolean started = false;
    try {
      counts = target.databaseUrl(direct).flatMap(LiveCounts::of);
      Optional<Relay> way = links.wayToDatabase(variant);
      started = true;
      return new LivePane(id, subject, counts, way);
    } finally {
      if (!started) {
        counts.ifPresent(LiveCounts::close);
        subject.close();
      }
    }
  }

  /** By the name that messages about it have. */
  private static Variant variant(String pane, Map<String, String> settings) {
    return new Variant("pane-" + pane, settings);
  }

  /** Ends a service, and the way to it. */
  void end(LivePane pane) throws TrialFailed {
    links.between(pane.subject().baseUrl(), Optional.empty());
    pane.close();
  }

  /** Has a service tell what this workload needs of it; its settings may have changed that. */
  void ask(LivePane pane, String workload) throws TargetFailed, InterruptedException {
    Variant variant = variant(pane.id(), Map.of());
    target.ask(pane.subject(), workload(workload), surroundings.variables(variant));
  }

  /** The network between clients and a service, from now on. */
  void link(LivePane pane, String link) throws TrialFailed {
    links.between(pane.subject().baseUrl(), Ways.link(link));
  }

  /** How far away its database is, from now on. */
  void distance(LivePane pane, long roundTripMicros) {
    pane.wayToDatabase().ifPresent(way -> way.delay(Duration.ofNanos(1_000 * roundTripMicros)));
  }

  /** Users back to back for some seconds, unless that would change the data. */
  void warmUp(Generator generator, LivePane pane, Map<String, String> settings, String workload)
      throws InterruptedException {
    if (!target.writes(workload)) {
      run(generator, pane, settings, workload, new Load.Closed(WARM_UP_USERS), WARM_UP);
    }
  }

  /**
   * One slice at a constant rate.
   *
   * @param settings that are in effect
   */
  Slice slice(
      Generator generator,
      LivePane pane,
      Map<String, String> settings,
      Wanted wanted,
      String workload,
      Duration length)
      throws InterruptedException {
    Load load = new Load.Open(wanted.rate(), Arrivals.CONSTANT);
    SliceReport report = run(generator, pane, settings, workload, load, length);
    return new Slice(1, (int) slices, Slice.Phase.MEASURED, pane.id(), report);
  }

  private SliceReport run(
      Generator generator,
      LivePane pane,
      Map<String, String> settings,
      String workload,
      Load load,
      Duration length)
      throws InterruptedException {
    slices++;
    Subject subject = pane.subject();
    SliceOrder order =
        new SliceOrder(
            "live" + slices,
            pane.id(),
            subject.baseUrl(),
            Map.of(),
            subject.values(),
            load,
            length,
            slices,
            false);
    SliceOrder addressed =
        target.addressed(links.through(order), variant(pane.id(), settings), workload);
    return generator.run(addressed, length.plus(PATIENCE));
  }

  @Override
  public void close() throws DatabaseException {
    try {
      links.close();
    } finally {
      surroundings.close();
    }
  }
}
