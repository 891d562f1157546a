package dev.tuninglab.lab.panel.live;

import dev.tuninglab.lab.panel.Curve;
import dev.tuninglab.lab.panel.Demonstration;
import dev.tuninglab.lab.panel.Mark;
import dev.tuninglab.lab.panel.Point;
import dev.tuninglab.lab.panel.Snapshot;
import dev.tuninglab.lab.panel.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where everything that is shown is, once; whoever looks sees the same. */
final class Board {
  private final Offered offered;
  private final String target;
  private final History history = new History();
  private final List<Demonstration.Listener> listeners = new ArrayList<>();
  private final Map<String, State.Pane> panes = new LinkedHashMap<>();
  private final List<State.Control> knobs;
  private String machine;
  private List<State.Work> workloads = List.of();
  private Wanted wanted;
  private State.Phase phase = State.Phase.STARTING;
  private String doing = "starting";
  private State state;

  Board(Offered offered, String target, String machine, Wanted wanted) {
    this.offered = offered;
    this.target = target;
    this.machine = machine;
    this.knobs = offered.knobs();
    this.wanted = wanted;
    wanted.panes().forEach((id, settings) -> panes.put(id, pane(id, settings)));
    this.state = made(1);
  }

  private State.Pane pane(String id, Map<String, String> settings) {
    return new State.Pane(id, offered.whole(settings), null, null);
  }

  synchronized Snapshot snapshot() {
    return new Snapshot(state, history.points(), history.marks(), history.curves());
  }

  synchronized void listen(Demonstration.Listener listener) {
    listeners.add(listener);
  }

  synchronized void knows(String machineText, List<State.Work> work) {
    machine = machineText;
    workloads = work;
    publish();
  }

  synchronized void is(State.Phase now, String what) {
    if (phase != now || !doing.equals(what)) {
      phase = now;
      doing = what;
      publish();
    }
  }

  /** A step of what it is at anyhow. */
  synchronized void does(String what) {
    is(phase, what);
  }

  /** Somebody asked for something else; panes that are new are shown as they will be. */
  synchronized void wants(Wanted asked) {
    wanted = asked;
    panes.keySet().retainAll(asked.panes().keySet());
    history.curves().stream()
        .map(Curve::pane)
        .filter(pane -> !asked.panes().containsKey(pane))
        .forEach(history::forget);
    asked.panes().forEach((id, settings) -> panes.computeIfAbsent(id, i -> pane(i, settings)));
    publish();
  }

  /**
   * A pane's settings are in effect, or being changed.
   *
   * @param switching null if nothing is being changed
   * @param problem null if there is none
   */
  synchronized void pane(
      String id, Map<String, String> settings, String switching, String problem) {
    if (panes.containsKey(id)) {
      State.Pane now = new State.Pane(id, offered.whole(settings), switching, problem);
      if (!now.equals(panes.put(id, now))) {
        publish();
      }
    }
  }

  synchronized void add(Point point) {
    history.add(point);
    listeners.forEach(listener -> listener.point(point));
  }

  synchronized void add(Curve curve) {
    history.add(curve);
    listeners.forEach(listener -> listener.curve(curve));
  }

  synchronized void add(Mark mark) {
    history.add(mark);
    listeners.forEach(listener -> listener.mark(mark));
  }

  private void publish() {
    state = made(state.version() + 1);
    listeners.forEach(listener -> listener.state(state));
  }

  private State made(long version) {
    return new State(
        version,
        target,
        machine,
        phase,
        doing,
        knobs,
        workloads,
        Ways.all(),
        new State.Offer(
            wanted.workload(),
            wanted.rate(),
            Offered.MOST_RATE,
            wanted.link(),
            wanted.roundTripMicros(),
            Offered.MOST_ROUND_TRIP_MICROS,
            wanted.pause()),
        List.copyOf(panes.values()));
  }
}
