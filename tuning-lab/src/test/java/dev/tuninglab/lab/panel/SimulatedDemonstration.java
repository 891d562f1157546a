package dev.tuninglab.lab.panel;

import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.panel.State.Control;
import dev.tuninglab.lab.panel.State.Offer;
import dev.tuninglab.lab.panel.State.Pane;
import dev.tuninglab.lab.panel.State.Phase;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Turns the knobs of a {@link SimulatedService}: no process, no database, no load. */
final class SimulatedDemonstration implements Demonstration {
  private static final int KEPT = 1200; // points: ten minutes of two a second

  private final Duration slice;
  private final UnaryOperator<String> voice;
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private final Random random = new Random(1);
  private final Deque<Point> points = new ArrayDeque<>();
  private final Deque<Mark> marks = new ArrayDeque<>();
  private final Map<String, Curve> curves = new TreeMap<>();
  private final Map<String, Map<String, String>> settings = new TreeMap<>();
  private final Map<String, Map<String, String>> asked = new TreeMap<>();
  private final Map<String, String> problems = new TreeMap<>();
  private long version;
  private long slices;
  private Phase phase = Phase.STARTING;
  private String doing = "starting the load generator";
  private Offer load =
      new Offer(
          "orders-page",
          50,
          SimulatedService.MOST_RATE,
          "loopback",
          0,
          SimulatedService.MOST_ROUND_TRIP_MICROS,
          false);

  /** Two points a second. */
  SimulatedDemonstration() {
    this(Duration.ofMillis(500), text -> text);
  }

  /**
   * @param slice after which there is a point, and asked-for settings take effect
   * @param voice through which all text goes that comes from outside of the lab
   */
  SimulatedDemonstration(Duration slice, UnaryOperator<String> voice) {
    this.slice = slice;
    this.voice = voice;
    Map<String, String> presets = new LinkedHashMap<>();
    SimulatedService.KNOBS.forEach(knob -> presets.put(knob.name(), knob.preset()));
    settings.put("a", presets);
    asked.put("a", new LinkedHashMap<>());
    clock.scheduleAtFixedRate(
        this::tick, slice.toMillis(), slice.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public synchronized Snapshot now() {
    return new Snapshot(
        state(), new ArrayList<>(points), new ArrayList<>(marks), new ArrayList<>(curves.values()));
  }

  @Override
  public void listen(Listener listener) {
    listeners.add(listener);
  }

  @Override
  public synchronized void turn(Turn turn) {
    String pane = turn.pane() == null ? "a" : turn.pane();
    if (!settings.containsKey(pane)) {
      throw new BadInput("pane must be one of " + settings.keySet() + ", but was '" + pane + "'");
    }
    turn.set().forEach(this::check);
    Offer next = turn.load() == null ? load : loaded(turn.load());
    asked.get(pane).putAll(turn.set());
    problems.remove(pane);
    if (!next.equals(load)) {
      mark(null, difference(load, next));
      load = next;
    }
    if (turn.panes() != null) {
      panes(turn.panes());
    }
    if (turn.pause() != null) {
      load = with(load, turn.pause());
      stand(turn.pause() ? Phase.PAUSED : Phase.RUNNING, "");
    }
    tell();
  }

  @Override
  public synchronized void rest(String why) {
    stand(Phase.RESTING, why);
    tell();
  }

  @Override
  public synchronized void resume() {
    stand(load.pause() ? Phase.PAUSED : Phase.RUNNING, "");
    tell();
  }

  /** As when the service dies. */
  synchronized void fail(String why) {
    stand(Phase.FAILED, why);
    tell();
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }

  private void check(String name, String value) {
    Control knob =
        SimulatedService.KNOBS.stream()
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow(() -> new BadInput("there is no knob '" + name + "'"));
    boolean number = knob.range() != null && value.matches("\\d{1,9}(us|ms|s|m)?");
    if (!knob.values().contains(value) && !number) {
      throw new BadInput(name + " must be " + knob.rule() + ", but was '" + value + "'");
    }
  }

  /** A workload brings the rate that suits it along. */
  private Offer loaded(Turn.Load turn) {
    String workload = turn.workload() == null ? load.workload() : turn.workload();
    double suiting =
        SimulatedService.WORKLOADS.stream()
            .filter(work -> work.name().equals(workload))
            .findFirst()
            .orElseThrow(() -> new BadInput("there is no workload '" + workload + "'"))
            .rate();
    double rate =
        turn.rate() != null ? turn.rate() : turn.workload() != null ? suiting : load.rate();
    if (!(rate >= 1 && rate <= SimulatedService.MOST_RATE)) {
      throw new BadInput("rate must be from 1 to 1000 a second, but was " + rate);
    }
    return new Offer(
        workload,
        rate,
        load.mostRate(),
        turn.link() == null ? load.link() : turn.link(),
        turn.roundTripMicros() == null ? load.roundTripMicros() : turn.roundTripMicros(),
        load.mostRoundTripMicros(),
        load.pause());
  }

  private static Offer with(Offer load, boolean pause) {
    return new Offer(
        load.workload(),
        load.rate(),
        load.mostRate(),
        load.link(),
        load.roundTripMicros(),
        load.mostRoundTripMicros(),
        pause);
  }

  private static String difference(Offer from, Offer to) {
    if (!from.workload().equals(to.workload())) {
      return "workload: " + from.workload() + " -> " + to.workload();
    }
    if (!from.link().equals(to.link())) {
      return "link: " + from.link() + " -> " + to.link();
    }
    return from.rate() != to.rate()
        ? "rate: %.0f -> %.0f".formatted(from.rate(), to.rate())
        : "db-rtt: %dus -> %dus".formatted(from.roundTripMicros(), to.roundTripMicros());
  }

  private void panes(int wanted) {
    if (wanted == 1) {
      List.of(settings, asked, problems, curves).forEach(each -> each.remove("b"));
    } else if (!settings.containsKey("b")) {
      settings.put("b", new LinkedHashMap<>(settings.get("a")));
      asked.put("b", new LinkedHashMap<>());
    }
  }

  private void stand(Phase next, String why) {
    phase = next;
    doing = why;
  }

  private synchronized void tick() {
    slices++;
    if (phase == Phase.STARTING && slices > 2) {
      stand(Phase.RUNNING, "");
      tell();
    }
    if (phase != Phase.RUNNING) {
      return;
    }
    List<String> panes = List.copyOf(settings.keySet());
    String pane = panes.get((int) (slices % panes.size()));
    point(pane);
    apply(pane);
  }

  private void apply(String pane) {
    Map<String, String> current = settings.get(pane);
    asked
        .get(pane)
        .forEach(
            (knob, value) -> {
              if (value.equals("virtual")) {
                problems.put(pane, voice.apply("threads=virtual needs jdk=21 or newer"));
              } else if (!value.equals(current.get(knob))) {
                mark(pane, knob + ": " + current.put(knob, value) + " -> " + value);
                Curve curve = curves.get(pane);
                String what = marks.getLast().what();
                curves.put(
                    pane,
                    new Curve(pane, List.of(), curve == null ? List.of() : curve.now(), what));
              }
            });
    if (!asked.get(pane).isEmpty()) {
      asked.get(pane).clear();
      tell();
    }
  }

  private void point(String pane) {
    Map<String, String> current = settings.get(pane);
    double p50 = SimulatedService.median(current, load, random);
    long offered = Math.round(load.rate() * slice.toMillis() / 1000);
    long failed = load.rate() > 500 ? offered / 50 : 0;
    Point point =
        new Point(
            System.currentTimeMillis(),
            pane,
            slice.toMillis() / 1000.0,
            offered,
            offered - failed,
            failed,
            0,
            load.rate() * (0.98 + 0.04 * random.nextDouble()),
            p50,
            p50 * (1.8 + 0.4 * random.nextDouble()),
            p50 * (3 + 2 * random.nextDouble()),
            SimulatedService.statements(current, load.workload()),
            SimulatedService.connections(current),
            20.0,
            2048.0,
            failed == 0 ? Map.of() : Map.of(voice.apply("status 500"), failed));
    points.add(point);
    if (points.size() > KEPT) {
      points.remove();
    }
    List<List<Double>> now = new ArrayList<>();
    for (double percentile : new double[] {1, 10, 25, 50, 75, 90, 95, 99, 99.9}) {
      now.add(List.of(percentile, p50 * Math.pow(100 / (100 - percentile), 0.35) / 1.27));
    }
    Curve before = curves.get(pane);
    Curve curve =
        new Curve(
            pane,
            now,
            before == null ? List.of() : before.before(),
            before == null ? null : before.beforeWhat());
    curves.put(pane, curve);
    all(listener -> listener.point(point));
    all(listener -> listener.curve(curve));
  }

  private void mark(String pane, String what) {
    Mark mark = new Mark(System.currentTimeMillis(), pane, voice.apply(what));
    marks.add(mark);
    all(listener -> listener.mark(mark));
  }

  private void tell() {
    version++;
    State state = state();
    all(listener -> listener.state(state));
  }

  private void all(Consumer<Listener> news) {
    listeners.forEach(news);
  }

  private State state() {
    List<Pane> panes = new ArrayList<>();
    settings.forEach(
        (id, current) -> {
          List<String> switching = new ArrayList<>();
          asked.get(id).forEach((knob, value) -> switching.add(knob + "=" + value));
          panes.add(
              new Pane(
                  id,
                  current,
                  switching.isEmpty() ? null : String.join(", ", switching),
                  problems.get(id)));
        });
    return new State(
        version,
        "shop",
        voice.apply("2 cores, simulated, JDK 17.0.15"),
        phase,
        doing.isEmpty() ? "" : voice.apply(doing),
        SimulatedService.KNOBS.stream().map(this::spoken).toList(),
        SimulatedService.WORKLOADS,
        SimulatedService.LINKS.stream()
            .map(link -> new State.Way(link.name(), voice.apply(link.text())))
            .toList(),
        load,
        panes);
  }

  private Control spoken(Control knob) {
    return new Control(
        knob.name(),
        knob.group(),
        knob.values(),
        knob.range(),
        knob.preset(),
        knob.workload(),
        voice.apply(knob.expect()),
        voice.apply(knob.rule()),
        knob.restarts(),
        knob.pattern());
  }
}
