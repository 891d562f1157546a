package dev.tuninglab.lab.panel.live;

import dev.tuninglab.db.DatabaseException;
import dev.tuninglab.gatling.GeneratorException;
import dev.tuninglab.lab.bench.ShopData;
import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.measure.Machine;
import dev.tuninglab.lab.measure.Slice;
import dev.tuninglab.lab.panel.Demonstration;
import dev.tuninglab.lab.panel.Snapshot;
import dev.tuninglab.lab.panel.State;
import dev.tuninglab.lab.panel.Turn;
import dev.tuninglab.lab.report.Words;
import dev.tuninglab.lab.target.Target;
import dev.tuninglab.lab.target.TargetFailed;
import dev.tuninglab.lab.trial.Progress;
import dev.tuninglab.lab.trial.TrialFailed;
import java.nio.file.Path;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A target's service under load, on this machine. */
public final class LiveDemonstration implements Demonstration {
  private static final Logger LOG = LoggerFactory.getLogger(LiveDemonstration.class);
  private static final long CLOSING_MILLIS = 90_000;

  private final Target target;
  private final ShopData data;
  private final Path logs;
  private final Offered offered;
  private final Board board;
  private final Thread thread = new Thread(this::run, "panel-live");
  private final Panes.Desk desk = new DeskOfThis();

  private Wanted wanted;
  private Aim aim = Aim.SHOW;
  private String why = "";

  /** Something of it runs, or may. */
  private boolean open;

  /** It may be interrupted to end it. */
  private boolean interruptible;

  private enum Aim {
    SHOW,
    REST,
    /** It failed, and nobody has asked for another try yet. */
    WAIT,
    END
  }

  /** What is shown at the beginning. */
  public record Beginning(Map<String, String> settings, String workload) {}

  private LiveDemonstration(Target target, ShopData data, Path logs, Beginning beginning) {
    this.target = target;
    this.data = data;
    this.logs = logs;
    this.offered = new Offered(target);
    this.wanted =
        new Wanted(
            Map.of(Wanted.FIRST, beginning.settings),
            beginning.workload,
            offered.rate(beginning.workload),
            Ways.LOOPBACK,
            0,
            false);
    this.board = new Board(offered, target.name(), text(Machine.here()), wanted);
  }

  /**
   * Begins to start it, which takes seconds.
   *
   * @param logs folder for what the service and the load generator print
   * @throws BadInput if the target's service runs already, or the workload is not one of its
   */
  public static LiveDemonstration start(
      Target target, ShopData data, Path logs, Beginning beginning) {
    target.demandStarted("./lab serve");
    target.rate(beginning.workload);
    LiveDemonstration demonstration = new LiveDemonstration(target, data, logs, beginning);
    demonstration.thread.start();
    return demonstration;
  }

  private static String text(Machine machine) {
    return Words.machine(machine) + (machine.more().isEmpty() ? "" : ", " + Words.more(machine));
  }

  @Override
  public Snapshot now() {
    return board.snapshot();
  }

  @Override
  public void listen(Listener listener) {
    board.listen(listener);
  }

  @Override
  public synchronized void turn(Turn turn) {
    offered.check(turn, wanted);
    String workload = turn.load() == null ? null : turn.load().workload();
    wanted = wanted.after(turn, workload == null ? 0 : offered.rate(workload));
    if (aim == Aim.WAIT && Boolean.FALSE.equals(turn.pause())) {
      aim = Aim.SHOW;
    }
    board.wants(wanted);
    notifyAll();
  }

  @Override
  public synchronized void rest(String reason) throws InterruptedException {
    if (aim == Aim.END) {
      return;
    }
    why = reason;
    leaveFor(Aim.REST);
    while (open) {
      wait();
    }
  }

  @Override
  public synchronized void resume() {
    if (aim == Aim.REST) {
      aim = Aim.SHOW;
      notifyAll();
    }
  }

  private void leaveFor(Aim next) {
    aim = next;
    if (interruptible) {
      interruptible = false;
      thread.interrupt();
    }
    notifyAll();
  }

  @Override
  public void close() {
    synchronized (this) {
      leaveFor(Aim.END);
    }
    boolean interrupted = Thread.interrupted();
    try {
      thread.join(CLOSING_MILLIS);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (isToShow()) {
      try {
        show();
      } catch (InterruptedException e) {
        LOG.debug("interrupted", e);
      } catch (BadInput | DatabaseException | TargetFailed | TrialFailed | GeneratorException e) {
        fail(e);
      } catch (RuntimeException e) {
        fail(e);
      } finally {
        synchronized (this) {
          open = false;
          notifyAll();
        }
      }
    }
  }

  /** Waits until there is something to show; false at the end. */
  private synchronized boolean isToShow() {
    while (aim != Aim.SHOW && aim != Aim.END) {
      if (aim == Aim.REST) {
        board.is(State.Phase.RESTING, why);
      }
      try {
        wait();
      } catch (InterruptedException e) {
        LOG.debug("interrupted while there was nothing to show", e);
      }
    }
    open = aim == Aim.SHOW;
    interruptible = open;
    return open;
  }

  private void show() throws DatabaseException, TargetFailed, TrialFailed, InterruptedException {
    board.is(State.Phase.STARTING, "starting");
    try (Stage stage = Stage.open(target, data, logs, progress());
        Show show = new Show(stage, target, offered, board, desk)) {
      try {
        board.knows(
            text(stage.surroundings().machine()),
            offered.workloads(stage.surroundings().variables()));
        show.open();
        while (aim() == Aim.SHOW) {
          show.turn();
        }
      } finally {
        endOfInterruptions(); // what closes now takes its time
      }
    }
  }

  private synchronized void endOfInterruptions() {
    interruptible = false;
  }

  private synchronized void fail(Exception e) {
    if (aim != Aim.SHOW) {
      LOG.debug("what was to end has failed", e);
      return;
    }
    LOG.error("the demonstration failed", e);
    aim = Aim.WAIT;
    board.is(State.Phase.FAILED, Changes.firstLine(e));
  }

  private synchronized Aim aim() {
    return aim;
  }

  private final class DeskOfThis implements Panes.Desk {
    @Override
    public Wanted wanted() {
      synchronized (LiveDemonstration.this) {
        return wanted;
      }
    }

    /** What was refused is no longer asked for, unless somebody has asked for more since. */
    @Override
    public void settled(String pane, Map<String, String> asked, Map<String, String> instead) {
      synchronized (LiveDemonstration.this) {
        if (asked.equals(wanted.panes().get(pane)) && !asked.equals(instead)) {
          wanted = wanted.with(pane, instead);
          board.wants(wanted);
        }
      }
    }
  }

  private Progress progress() {
    return new Progress() {
      @Override
      public void step(String line) {
        board.does(line);
      }

      @Override
      public void slice(Slice slice) {}

      @Override
      public void warning(String line) {
        LOG.info("{}", line);
      }
    };
  }
}
