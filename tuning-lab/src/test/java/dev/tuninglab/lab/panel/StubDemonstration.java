package dev.tuninglab.lab.panel;

import dev.tuninglab.lab.experiment.BadInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A demonstration that shows what a test says. */
final class StubDemonstration implements Demonstration {
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private final List<Point> points = new ArrayList<>();
  private final List<Mark> marks = new ArrayList<>();
  private long version = 1;
  private String pool = "none";
  private String doing = "";
  private State.Phase phase = State.Phase.RUNNING;

  /** Of what it was asked, in order. */
  final List<String> asked = new CopyOnWriteArrayList<>();

  /** Run while somebody asks for what is there now. */
  Runnable whileAsked = () -> {};

  @Override
  public Snapshot now() {
    whileAsked.run();
    synchronized (this) {
      return new Snapshot(state(), points, marks, List.of());
    }
  }

  private State state() {
    return new State(
        version,
        "stub",
        "2 cores",
        phase,
        doing,
        List.of(),
        List.of(),
        List.of(),
        new State.Offer("order", 200, 1000, "loopback", 0, 50_000, false),
        List.of(new State.Pane("a", Map.of("pool", pool), null, null)));
  }

  @Override
  public void listen(Listener listener) {
    listeners.add(listener);
  }

  @Override
  public synchronized void turn(Turn turn) {
    String wanted = turn.set().getOrDefault("pool", pool);
    if (!wanted.equals("none") && !wanted.equals("hikari")) {
      throw new BadInput("pool must be one of none, hikari, but was '" + wanted + "'");
    }
    pool = wanted;
    changed();
  }

  synchronized void point(long at) {
    point(at, Map.of());
  }

  synchronized void point(long at, Map<String, Long> errors) {
    Point point =
        new Point(at, "a", 0.5, 1, 1, 0, 0, 2, 800.0, null, null, 1.0, null, null, 10.0, errors);
    points.add(point);
    listeners.forEach(listener -> listener.point(point));
  }

  synchronized void mark(long at, String what) {
    Mark mark = new Mark(at, "a", what);
    marks.add(mark);
    listeners.forEach(listener -> listener.mark(mark));
  }

  private void changed() {
    version++;
    State state = state();
    listeners.forEach(listener -> listener.state(state));
  }

  @Override
  public synchronized void rest(String why) {
    asked.add("rest: " + why);
    phase = State.Phase.RESTING;
    doing = why;
    changed();
  }

  @Override
  public synchronized void resume() {
    asked.add("resume");
    phase = State.Phase.RUNNING;
    doing = "";
    changed();
  }

  @Override
  public void close() {
    asked.add("close");
  }
}
