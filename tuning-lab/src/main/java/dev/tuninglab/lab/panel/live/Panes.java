package dev.tuninglab.lab.panel.live;

import dev.tuninglab.db.DatabaseException;
import dev.tuninglab.lab.panel.Mark;
import dev.tuninglab.lab.target.TargetFailed;
import dev.tuninglab.lab.trial.TrialFailed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
 * The panes of a show, brought to the settings that are asked for. All of it by one thread, but for
 * changes, which take their time on another while the load goes on.
 */
final class Panes implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Panes.class);
  private static final int CLOSING_SECONDS = 30;

  private final Stage stage;
  private final Changes changes;
  private final Board board;
  private final Desk desk;
  private final Host host;
  private final Map<String, Slot> slots = new LinkedHashMap<>();
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "panel-changes"));

  /** Of panes that were closed, and still end. */
  private final Set<LivePane> leaving = ConcurrentHashMap.newKeySet();

  /** Where what is asked for is changed when it cannot be had. */
  interface Desk {
    Wanted wanted();

    /** These settings of a pane are in effect instead of those that were asked for. */
    void settled(String pane, Map<String, String> asked, Map<String, String> instead);
  }

  /** Makes a service ready for the load that is on offer. */
  interface Host {
    void welcome(Slot slot) throws TrialFailed, InterruptedException;
  }

  Panes(Stage stage, Changes changes, Board board, Desk desk, Host host) {
    this.stage = stage;
    this.changes = changes;
    this.board = board;
    this.desk = desk;
    this.host = host;
  }

  static String title(String id) {
    return "pane " + id.toUpperCase(Locale.ROOT);
  }

  /** Starts a service, and waits until it has started. */
  void open(String id, Map<String, String> settings, String workload)
      throws DatabaseException, TargetFailed, TrialFailed, InterruptedException {
    Slot slot = new Slot(id, settings);
    slots.put(id, slot);
    slot.pane = stage.start(id, settings, workload, true);
  }

  List<Slot> all() {
    return List.copyOf(slots.values());
  }

  List<Slot> loadable() {
    return slots.values().stream().filter(Slot::isLoadable).toList();
  }

  boolean isChanging() {
    return slots.values().stream().anyMatch(slot -> slot.pending != null);
  }

  /** What comes from here on is of another kind, for all of them. */
  void changed(String what) {
    slots.values().stream()
        .filter(slot -> slot.pane != null)
        .forEach(slot -> slot.pane.changed(what, System.currentTimeMillis()));
  }

  /** Takes up what has come of changes. */
  void settle(String workload)
      throws DatabaseException, TargetFailed, TrialFailed, InterruptedException {
    for (Slot slot : slots.values()) {
      if (slot.pending != null && slot.pending.outcome().isDone()) {
        settle(slot, workload);
      }
    }
  }

  /** Begins to change what differs from what is asked for. */
  void follow(Map<String, Map<String, String>> asked, String workload) {
    for (Slot slot : all()) {
      if (!asked.containsKey(slot.id) && slot.pending == null) {
        leave(slot);
      }
    }
    asked.forEach(
        (id, settings) -> {
          Slot slot = slots.get(id);
          if (slot == null) {
            enter(id, settings, workload);
          } else if (slot.pending == null && !changes.between(slot.settings, settings).isEmpty()) {
            change(slot, settings, workload);
          }
        });
  }

  private void enter(String id, Map<String, String> settings, String workload) {
    Slot slot = new Slot(id, settings);
    slots.put(id, slot);
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
    board.add(new Mark(System.currentTimeMillis(), null, title(slot.id) + " closed"));
  }

  private void change(Slot slot, Map<String, String> asked, String workload) {
    LivePane pane = slot.pane;
    Map<String, String> from = slot.settings;
    String what = changes.text(from, asked);
    pend(slot, asked, what, false, () -> changes.turn(pane, from, asked, workload));
  }

  private void startAnew(Slot slot, Map<String, String> asked, String workload) {
    LivePane pane = slot.pane;
    Map<String, String> from = slot.settings;
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
  private void settle(Slot slot, String workload)
      throws DatabaseException, TargetFailed, TrialFailed, InterruptedException {
    Slot.Pending done = slot.pending;
    slot.pending = null;
    Outcome outcome = outcome(done);
    if (outcome instanceof Outcome.Settled settled) {
      settle(slot, done, settled);
    } else {
      startAnew(slot, done.asked(), workload);
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
      host.welcome(slot);
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

  @Override
  public void close() {
    worker.shutdownNow();
    try {
      if (!worker.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("a change of a pane did not end within {} s", CLOSING_SECONDS);
      }
    } catch (InterruptedException e) {
      LOG.warn("interrupted while a change of a pane ended");
    }
    leaving.forEach(LivePane::close);
    slots.values().forEach(Panes::end);
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
