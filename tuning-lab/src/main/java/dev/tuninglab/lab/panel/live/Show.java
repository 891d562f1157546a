package dev.tuninglab.lab.panel.live;

import dev.tuninglab.db.DatabaseException;
import dev.tuninglab.gatling.Generator;
import dev.tuninglab.lab.bench.GeneratorStart;
import dev.tuninglab.lab.experiment.Units;
import dev.tuninglab.lab.measure.Slice;
import dev.tuninglab.lab.panel.Mark;
import dev.tuninglab.lab.panel.State;
import dev.tuninglab.lab.target.Target;
import dev.tuninglab.lab.target.TargetFailed;
import dev.tuninglab.lab.trial.TrialFailed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * From the opening to the end: gives each pane its slices, and brings what is in effect to what is
 * asked for, between two slices. Used by one thread.
 */
final class Show implements AutoCloseable {
  /** What all panes together take. */
  private static final Duration TURN = Duration.ofSeconds(1);

  private static final long BREATH_MILLIS = 50;
  private static final double NANOS_PER_SECOND = 1e9;

  private final Stage stage;
  private final Board board;
  private final Panes.Desk desk;
  private final Panes panes;

  /** In effect; what was asked for may differ. */
  private Wanted load;

  private GeneratorStart generator;

  /** For another workload, while it starts; null otherwise. */
  private Coming coming;

  private record Coming(String workload, GeneratorStart start) {}

  Show(Stage stage, Target target, Offered offered, Board board, Panes.Desk desk) {
    this.stage = stage;
    this.board = board;
    this.desk = desk;
    this.load = desk.wanted();
    this.panes = new Panes(stage, new Changes(stage, target, offered), board, desk, this::welcome);
  }

  /** Starts everything that is asked for, and warms it up. */
  void open() throws DatabaseException, TargetFailed, TrialFailed, InterruptedException {
    generator = stage.generator(load.workload());
    for (Map.Entry<String, Map<String, String>> asked : load.panes().entrySet()) {
      String id = asked.getKey();
      board.is(State.Phase.STARTING, "starting the service of " + Panes.title(id));
      panes.open(id, asked.getValue(), load.workload());
    }
    board.is(State.Phase.STARTING, "starting the load generator");
    generator.ready();
    for (Slot slot : panes.all()) {
      welcome(slot);
    }
  }

  /** The network that was asked for, and a warm-up. */
  private void welcome(Slot slot) throws TrialFailed, InterruptedException {
    stage.link(slot.pane, load.link());
    stage.distance(slot.pane, load.roundTripMicros());
    board.is(State.Phase.STARTING, "warming up " + Panes.title(slot.id));
    stage.warmUp(generator.ready(), slot.pane, slot.settings, load.workload());
  }

  /** Follows what is asked for, and gives each pane a slice. */
  void turn() throws DatabaseException, TargetFailed, TrialFailed, InterruptedException {
    panes.settle(load.workload());
    Wanted wanted = desk.wanted(); // only now, as what was refused is no longer wanted
    panes.follow(wanted.panes(), load.workload());
    followLoad(wanted);
    if (load.pause()) {
      board.is(State.Phase.PAUSED, "paused: nothing is loaded");
      Thread.sleep(BREATH_MILLIS);
      return;
    }
    List<Slot> loadable = panes.loadable();
    int places = panes.all().size();
    board.is(State.Phase.RUNNING, doing(loadable.size() < places));
    if (loadable.isEmpty()) {
      Thread.sleep(BREATH_MILLIS);
    }
    for (Slot slot : loadable) {
      slice(slot, TURN.dividedBy(places));
    }
  }

  private String doing(boolean starts) {
    if (coming != null) {
      return "starting the load generator for " + coming.workload;
    }
    return starts ? "a service starts" : "";
  }

  private void slice(Slot slot, Duration length) throws TargetFailed, InterruptedException {
    Generator ready = generator.ready();
    slot.pane.begin();
    Slice slice = stage.slice(ready, slot.pane, slot.settings, load, load.workload(), length);
    board.add(slot.pane.end(slice, length.toNanos() / NANOS_PER_SECOND));
    board.add(slot.pane.curve());
    slot.pane.subject().check();
  }

  private void followLoad(Wanted wanted) throws TargetFailed, TrialFailed, InterruptedException {
    List<String> what = new ArrayList<>();
    String workload = load.workload();
    if (isReadyFor(wanted.workload())) {
      what.add("workload: " + workload + " -> " + wanted.workload());
      workload = wanted.workload();
    }
    // Not before its workload: a rate that suits another may be too much for this one.
    double rate = coming == null ? wanted.rate() : load.rate();
    if (rate != load.rate()) {
      what.add("rate: " + Units.rate(load.rate()) + " -> " + Units.rate(rate));
    }
    if (!wanted.link().equals(load.link())) {
      what.add("link: " + load.link() + " -> " + wanted.link());
      for (Slot slot : panes.loadable()) {
        stage.link(slot.pane, wanted.link());
      }
    }
    if (wanted.roundTripMicros() != load.roundTripMicros()) {
      what.add("database: " + away(load) + " -> " + away(wanted));
      panes.loadable().forEach(slot -> stage.distance(slot.pane, wanted.roundTripMicros()));
    }
    boolean pauses = wanted.pause() && !load.pause();
    load = wanted.offering(workload, rate);
    if (!what.isEmpty()) {
      panes.changed(String.join(", ", what));
      mark(String.join(", ", what));
    }
    if (pauses) {
      mark("paused");
    }
  }

  private static String away(Wanted of) {
    return Units.text(Duration.ofNanos(1_000 * of.roundTripMicros())) + " away";
  }

  /**
   * Whether another workload is to be offered from now on, and its generator has taken the place of
   * the old one: that one goes on until then.
   */
  private boolean isReadyFor(String asked) throws TargetFailed, TrialFailed, InterruptedException {
    if (coming != null && !coming.workload.equals(asked)) {
      coming.start.close();
      coming = null;
    }
    if (coming == null && !asked.equals(load.workload())) {
      coming = new Coming(asked, stage.generator(asked));
    }
    if (coming == null || !coming.start.isDone() || panes.isChanging()) {
      return false;
    }
    coming.start.ready();
    for (Slot slot : panes.all()) {
      stage.ask(slot.pane, asked);
    }
    generator.close();
    generator = coming.start;
    coming = null;
    return true;
  }

  private void mark(String what) {
    board.add(new Mark(System.currentTimeMillis(), null, what));
  }

  @Override
  public void close() {
    Thread.interrupted(); // whoever ends it has said so otherwise, and all of this takes time
    panes.close();
    if (generator != null) {
      generator.close();
    }
    if (coming != null) {
      coming.start.close();
    }
  }
}
