package dev.tuninglab.lab.cli;

import dev.tuninglab.lab.experiment.Experiment;
import dev.tuninglab.lab.measure.Slice;
import java.io.PrintWriter;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** What is shown below the plain lines while an experiment runs. */
interface Live extends AutoCloseable {
  /** Nothing: lines come and stay. */
  Live OFF =
      new Live() {
        @Override
        public void above(Runnable print) {
          print.run();
        }

        @Override
        public void stage(Standing.Stage stage, int fork) {}

        @Override
        public void slice(Slice slice) {}

        @Override
        public void close() {}
      };

  /** Where the terminal can be drawn over, where the experiment stands; nothing elsewhere. */
  static Live on(Terminal terminal, PrintWriter err, Experiment experiment) {
    return terminal.redraws()
        ? new Drawn(
            new StatusLines(err, terminal.glyphs()),
            new Standing(experiment, terminal.glyphs(), System::nanoTime))
        : OFF;
  }

  /** Prints plain lines where they stay. */
  void above(Runnable print);

  /** Something else begins. */
  void stage(Standing.Stage stage, int fork);

  /** A slice is over, and the next has not begun. */
  void slice(Slice slice);

  /** Nothing of it is left on the terminal. */
  @Override
  void close();

  /** On a terminal: drawn after each slice, and once a second while none is timed. */
  final class Drawn implements Live {
    private final StatusLines lines;
    private final Standing standing;
    private final ScheduledExecutorService clock =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "status lines");
              thread.setDaemon(true);
              return thread;
            });

    /** Slices follow each other: between them there is nothing to draw, and within them no time. */
    private boolean slicing;

    /** A tick may have waited for the last words: it must not come after them. */
    private boolean closed;

    Drawn(StatusLines lines, Standing standing) {
      this.lines = lines;
      this.standing = standing;
      clock.scheduleAtFixedRate(this::tick, 1, 1, TimeUnit.SECONDS);
    }

    private synchronized void tick() {
      if (!slicing && !closed) {
        draw();
      }
    }

    private void draw() {
      lines.show(standing.lines());
    }

    @Override
    public synchronized void above(Runnable print) {
      lines.erase();
      print.run();
      draw();
    }

    @Override
    public synchronized void stage(Standing.Stage stage, int fork) {
      slicing = false;
      standing.stage(stage, fork);
      draw();
    }

    @Override
    public synchronized void slice(Slice slice) {
      slicing = true;
      standing.slice(slice);
      draw();
    }

    @Override
    public synchronized void close() {
      closed = true;
      clock.shutdownNow();
      lines.erase();
    }
  }
}
