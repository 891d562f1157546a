package dev.tuninglab.lab.panel.live;

import dev.tuninglab.db.DatabaseException;
import dev.tuninglab.gatling.Generator;
import dev.tuninglab.gatling.SliceReport;
import dev.tuninglab.lab.bench.GeneratorStart;
import dev.tuninglab.lab.experiment.Units;
import dev.tuninglab.lab.panel.Mark;
import dev.tuninglab.lab.panel.State;
import dev.tuninglab.lab.target.Target;
import dev.tuninglab.lab.target.TargetFailed;
import dev.tuninglab.lab.trial.TrialFailed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From the opening to the end: gives each pane its slices, and brings what is in effect to what is
 * asked for. All of it by one thread, but for changes, which take their time on another while the
 * load goes on.
 */
final class Show implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Show.class);

  /** What all panes together take. */
  private static final Duration TURN = Duration.ofSeconds(1);

  private static final long BREATH_MILLIS = 50;
  private static final int CLOSING_SECONDS = 30;
  private static final double NANOS_PER_SECOND = 1e9;

  private final Stage stage;
  private final Changes changes;
  private final Board board;
  private final Desk desk;
  private final Map<String, Slot> slots = new LinkedHashMap<>();
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "panel-changes"));

  /** Of panes that were closed, and still end. */
  private final Set<LivePane> leaving = ConcurrentHashMap.newKeySet();

  /** In effect; what was asked for may differ. */
  private Wanted load;

  private GeneratorStart generator;

  /** For another workload, while it starts; null otherwise. */
  private Coming coming;

  private record Coming(String workload, GeneratorStart start) {}

  /** Where what is asked for is changed when it cannot be had. */
  interface Desk {
    Wanted wanted();

    /** These settings of a pane are in effect instead of those that were asked for. */
    void settled(String pane, Map<String, String> asked, Map<String, String> instead);
  }

  Show(Stage stage, Target target, Offered offered, Board board, Desk desk) {
    this.stage = stage;
    this.changes = new Changes(stage, target, offered);
    this.board = board;
    this.desk = desk;
    this.load = desk.wanted();
  }

  /** Starts everything that is asked for, and warms it up. */
  void open() throws DatabaseException, TargetFailed, TrialFailed, InterruptedException {
    generator = stage.generator(load.workload());
    for (Map.Entry<String, Map<String, String>> asked : load.panes().entrySet()) {
      Slot slot = new Slot(asked.getKey(), asked.getValue());
      slots.put(slot.id, slot);
      board.is(State.Phase.STARTING, "starting the service of pane " + slot.id.toUpperCase());
      slot.pane = stage.start(slot.id, slot.settings, load.workload(), true);
    }
    board.is(State.Phase.STARTING, "starting the load generator");
    generator.ready();
    for (Slot slot : slots.values()) {
      lead(slot);
      warmUp(slot);
    }
  }

  private void lead(Slot slot) throws TrialFailed {
    stage.link(slot.pane, load.link());
    stage.distance(slot.pane, load.roundTripMicros());
  }

  private void warmUp(Slot slot) throws InterruptedException {
    board.is(State.Phase.STARTING, "warming up pane " + slot.id.toUpperCase());
    stage.warmUp(generator.ready(), slot.pane, slot.settings, load.workload());
  }

  /** Follows what is asked for, and gives each pane a slice. */
  void turn() throws DatabaseException, TargetFailed, TrialFailed, InterruptedException {
    for (Slot slot : slots.values()) {
      if (slot.pending != null && slot.pending.outcome().isDone()) {
        settle(slot);
      }
    }
    follow(desk.wanted()); // only now, as what was refused is no longer wanted
    if (load.pause()) {
      board.is(State.Phase.PAUSED, "paused: nothing is loaded");
      Thread.sleep(BREATH_MILLIS);
      return;
    }
    List<Slot> loadable = slots.values().stream().filter(Slot::isLoadable).toList();
    board.is(State.Phase.RUNNING, doing(loadable));
    if (loadable.isEmpty()) {
      Thread.sleep(BREATH_MILLIS);
    }
    for (Slot slot : loadable) {
      slice(slot, TURN.dividedBy(slots.size()));
    }
  }

  private String doing(List<Slot> loadable) {
    if (coming != null) {
      return "starting the load generator for " + coming.workload;
    }
    return loadable.size() < slots.size() ? "a service starts" : "";
  }

  private void slice(Slot slot, Duration length) throws TargetFailed, InterruptedException {
    Generator ready = generator.ready();
    slot.pane.begin();
    SliceReport report =
        stage.slice(ready, slot.pane, slot.settings, load, load.workload(), length);
    board.add(slot.pane.end(report, length.toNanos() / NANOS_PER_SECOND));
    board.add(slot.pane.curve());
    slot.pane.subject().check();
  }

  private void follow(Wanted wanted) throws TargetFailed, TrialFailed, InterruptedException {
    for (Slot slot : List.copyOf(slots.values())) {
      if (!wanted.panes().containsKey(slot.id) && slot.pending == null) {
        leave(slot);
      }
    }
    for (Map.Entry<String, Map<String, String>> asked : wanted.panes().entrySet()) {
      Slot slot = slots.get(asked.getKey());
      if (slot == null) {
        enter(asked.getKey(), asked.getValue());
      } else if (slot.pending == null
          && !changes.between(slot.settings, asked.getValue()).isEmpty()) {
        change(slot, asked.getValue());
      }
    }
    followLoad(wanted);
  }

  private void enter(String id, Map<String, String> settings) {
    Slot slot = new Slot(id, settings);
    slots.put(id, slot);
    String workload = load.workload();
    pend(slot, settings, "starting", true, () -> changes.start(id, settings, workload));
  }

  /** Its service ends beside the load. */
  private void leave(Slot slot) {
    slots.remove(slot.id);
    leaving.add(slot.pane);
    worker.submit(
        () -> {
          stage.end(slot.pane);
          leaving.remove(slot.pane);
          return null;
        });
    mark("pane " + slot.id.toUpperCase() + " closed");
  }

  private void change(Slot slot, Map<String, String> asked) {
    LivePane pane = slot.pane;
    Map<String, String> from = slot.settings;
    String workload = load.workload();
    String what = changes.text(from, asked);
    pend(slot, asked, what, false, () -> changes.turn(pane, from, asked, workload));
  }

  private void startAnew(Slot slot, Map<String, String> asked) {
    LivePane pane = slot.pane;
    Map<String, String> from = slot.settings;
    String workload = load.workload();
    String what = changes.text(from, asked);
    pend(slot, asked, what, true, () -> changes.startAnew(pane, from, asked, workload));
  }

  private void pend(
      Slot slot,
      Map<String, String> asked,
      String what,
      boolean process,
      Callable<Outcome> change) {
    slot.problem = null;
    slot.pending = new Slot.Pending(worker.submit(change), asked, what, process);
    String switching = slot.pane == null ? what : changes.settings(slot.settings, asked);
    board.pane(slot.id, slot.settings, switching, null);
  }

  /** Its change is over. */
  private void settle(Slot slot)
      throws DatabaseException, TargetFailed, TrialFailed, InterruptedException {
    Slot.Pending done = slot.pending;
    slot.pending = null;
    Outcome outcome = outcome(done);
    if (outcome instanceof Outcome.Settled settled) {
      settle(slot, done, settled);
    } else {
      startAnew(slot, done.asked());
    }
  }

  private void settle(Slot slot, Slot.Pending done, Outcome.Settled settled)
      throws TrialFailed, InterruptedException {
    LivePane old = slot.pane;
    boolean took = settled.problem() == null;
    if (old != null && took) {
      old.changed(done.what(), settled.at());
    }
    slot.pane = settled.pane();
    slot.settings = settled.settings();
    slot.problem = settled.problem();
    if (settled.pane() != old) {
      lead(slot);
      warmUp(slot);
    }
    if (settled.pane() != old && old != null) {
      slot.pane.follows(old);
    }
    desk.settled(slot.id, done.asked(), slot.settings);
    board.pane(slot.id, slot.settings, null, slot.problem);
    if (took) {
      String what = old == null ? opened(slot) : done.what();
      board.add(new Mark(settled.at(), slot.id, what));
    }
  }

  /** It may have been turned before it had started: then this is where that is told. */
  private String opened(Slot slot) {
    String other = changes.text(slots.get(Wanted.FIRST).settings, slot.settings);
    return other.isEmpty() ? "opened" : "opened, " + other;
  }

  private static Outcome outcome(Slot.Pending done)
      throws DatabaseException, TargetFailed, TrialFailed, InterruptedException {
    try {
      return done.outcome().get();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof DatabaseException failed) {
        throw failed;
      }
      if (cause instanceof TargetFailed failed) {
        throw failed;
      }
      if (cause instanceof TrialFailed failed) {
        throw failed;
      }
      if (cause instanceof RuntimeException failed) {
        throw failed;
      }
      throw new IllegalStateException(cause);
    }
  }

  private void followLoad(Wanted wanted) throws TargetFailed, TrialFailed, InterruptedException {
    List<String> what = new ArrayList<>();
    followWorkload(wanted.workload()).ifPresent(what::add);
    // With the workload that is in effect: a rate that suits another may be too much for it.
    double rate = coming == null ? wanted.rate() : load.rate();
    if (rate != load.rate()) {
      what.add("rate: " + Units.rate(load.rate()) + " -> " + Units.rate(rate));
    }
    if (!wanted.link().equals(load.link())) {
      what.add("link: " + load.link() + " -> " + wanted.link());
      for (Slot slot : slots.values()) {
        if (slot.isLoadable()) {
          stage.link(slot.pane, wanted.link());
        }
      }
    }
    if (wanted.roundTripMicros() != load.roundTripMicros()) {
      what.add("database: " + away(load) + " -> " + away(wanted));
      slots.values().stream()
          .filter(Slot::isLoadable)
          .forEach(slot -> stage.distance(slot.pane, wanted.roundTripMicros()));
    }
    boolean pauses = wanted.pause() && !load.pause();
    load =
        new Wanted(
            wanted.panes(),
            load.workload(),
            rate,
            wanted.link(),
            wanted.roundTripMicros(),
            wanted.pause());
    if (!what.isEmpty()) {
      changed(String.join(", ", what));
    }
    if (pauses) {
      mark("paused");
    }
  }

  private static String away(Wanted of) {
    return Units.text(Duration.ofNanos(1_000 * of.roundTripMicros())) + " away";
  }

  /** The old workload goes on until the generator of the new one has started. */
  private Optional<String> followWorkload(String asked)
      throws TargetFailed, TrialFailed, InterruptedException {
    if (coming != null && !coming.workload.equals(asked)) {
      coming.start.close();
      coming = null;
    }
    if (coming == null && !asked.equals(load.workload())) {
      coming = new Coming(asked, stage.generator(asked));
    }
    boolean changing = slots.values().stream().anyMatch(slot -> slot.pending != null);
    if (coming == null || !coming.start.isDone() || changing) {
      return Optional.empty();
    }
    coming.start.ready();
    for (Slot slot : slots.values()) {
      stage.ask(slot.pane, asked);
    }
    String what = "workload: " + load.workload() + " -> " + asked;
    generator.close();
    generator = coming.start;
    coming = null;
    load =
        new Wanted(
            load.panes(), asked, load.rate(), load.link(), load.roundTripMicros(), load.pause());
    return Optional.of(what);
  }

  private void changed(String what) {
    slots.values().stream()
        .filter(slot -> slot.pane != null)
        .forEach(slot -> slot.pane.changed(what, System.currentTimeMillis()));
    mark(what);
  }

  private void mark(String what) {
    board.add(new Mark(System.currentTimeMillis(), null, what));
  }

  @Override
  public void close() throws DatabaseException {
    Thread.interrupted(); // whoever ends it has said so otherwise, and all of this takes time
    worker.shutdownNow();
    try {
      if (!worker.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("a change of a pane did not end within {} s", CLOSING_SECONDS);
      }
    } catch (InterruptedException e) {
      LOG.warn("interrupted while a change of a pane ended");
    }
    leaving.forEach(LivePane::close);
    slots.values().forEach(Show::end);
    if (generator != null) {
      generator.close();
    }
    if (coming != null) {
      coming.start.close();
    }
    stage.close();
  }

  /** What it has, and what an unfinished change may have started. */
  private static void end(Slot slot) {
    if (slot.pane != null) {
      slot.pane.close();
    }
    if (slot.pending == null || !slot.pending.outcome().isDone()) {
      return;
    }
    try {
      if (slot.pending.outcome().get() instanceof Outcome.Settled settled
          && settled.pane() != slot.pane) {
        settled.pane().close();
      }
    } catch (ExecutionException | InterruptedException e) {
      LOG.debug("a change that did not come about", e);
    }
  }
}
