package dev.tuninglab.lab.panel.live;

import dev.tuninglab.lab.panel.Curve;
import dev.tuninglab.lab.panel.Demonstration;
import dev.tuninglab.lab.panel.Mark;
import dev.tuninglab.lab.panel.Point;
import dev.tuninglab.lab.panel.State;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Sees everything that a demonstration tells, and waits for what is expected. */
final class Watcher implements Demonstration.Listener {
  private static final long PATIENCE_NANOS = 120_000_000_000L;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final List<Point> points = new ArrayList<>();
  private final List<Mark> marks = new ArrayList<>();
  private final List<Curve> curves = new ArrayList<>();
  private State state;

  Watcher(Demonstration demonstration) {
    demonstration.listen(this);
    synchronized (this) {
      if (state == null) {
        state = demonstration.now().state();
      }
    }
  }

  @Override
  public synchronized void state(State now) {
    state = now;
    notifyAll();
  }

  @Override
  public synchronized void point(Point point) {
    points.add(point);
    notifyAll();
  }

  @Override
  public synchronized void curve(Curve curve) {
    curves.add(curve);
    notifyAll();
  }

  @Override
  public synchronized void mark(Mark mark) {
    marks.add(mark);
    notifyAll();
  }

  synchronized State await(String what, Predicate<State> expected) throws InterruptedException {
    until(what, () -> expected.test(state));
    return state;
  }

  State awaitRunning() throws InterruptedException {
    return await(
        "everything runs",
        now ->
            now.phase() == State.Phase.RUNNING
                && now.doing().isEmpty()
                && now.panes().stream().allMatch(pane -> pane.switching() == null));
  }

  synchronized void awaitMark(String what) throws InterruptedException {
    until("mark '" + what + "'", () -> marks.stream().anyMatch(mark -> mark.what().contains(what)));
  }

  /** The next points of a pane, from now on. */
  synchronized List<Point> next(String pane, int number) throws InterruptedException {
    int from = points.size();
    Supplier<List<Point>> fresh =
        () ->
            points.subList(from, points.size()).stream()
                .filter(point -> point.pane().equals(pane))
                .toList();
    until(number + " points of pane " + pane, () -> fresh.get().size() >= number);
    return fresh.get();
  }

  synchronized List<Point> points() {
    return List.copyOf(points);
  }

  synchronized Curve lastCurve() {
    return curves.get(curves.size() - 1);
  }

  private void until(String what, Supplier<Boolean> expected) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!expected.get()) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        throw new AssertionError("waited in vain until " + what + "; last: " + state);
      }
      wait(Math.max(1, left / NANOS_PER_MILLI));
    }
  }
}
