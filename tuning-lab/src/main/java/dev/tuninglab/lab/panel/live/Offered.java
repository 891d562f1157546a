package dev.tuninglab.lab.panel.live;

import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.experiment.Knob;
import dev.tuninglab.lab.experiment.Rate;
import dev.tuninglab.lab.panel.State;
import dev.tuninglab.lab.panel.Turn;
import dev.tuninglab.lab.pattern.Pattern;
import dev.tuninglab.lab.target.Target;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What of a target can be turned and asked for, and the rules for it. */
final class Offered {
  static final double MOST_RATE = 1_000;
  static final long MOST_ROUND_TRIP_MICROS = 50_000;

  /** Requests a second that stand for what one machine sustains, where a multiple is asked for. */
  private static final double ONE_TIME = 150;

  private final Target target;
  private final Set<String> patterns;

  Offered(Target target) {
    this.target = target;
    this.patterns = patterns(target);
  }

  private static Set<String> patterns(Target target) {
    try {
      return target.patterns().all().stream().map(Pattern::name).collect(Collectors.toSet());
    } catch (BadInput e) {
      return Set.of(); // it offers none
    }
  }

  List<State.Control> knobs() {
    return target.knobs().shown().stream().map(this::control).toList();
  }

  private State.Control control(Knob knob) {
    Knob.Domain domain = knob.domain();
    List<String> values = domain.all();
    String range = null;
    if (domain instanceof Knob.WordOr either) {
      values = either.words().values();
      range = either.range().text();
    } else if (values.isEmpty()) {
      range = domain.text();
    }
    return new State.Control(
        knob.name(),
        knob.family(),
        values,
        range,
        knob.defaultValue(),
        knob.workload(),
        knob.expect(),
        domain.text(),
        target.isOfJvm(knob.name()),
        patterns.contains(knob.family()) ? knob.family() : null);
  }

  /** In the order of the target file. */
  List<State.Work> workloads(Map<String, String> variables) {
    return target.workloads().stream()
        .map(
            name ->
                new State.Work(
                    name,
                    rate(name),
                    target.workload(name, variables).requests().stream()
                        .map(request -> request.method() + " " + request.path())
                        .distinct()
                        .toList(),
                    target.writes(name)))
        .toList();
  }

  /** Requests a second that suit a workload. */
  double rate(String workload) {
    Rate rate = target.rate(workload);
    if (rate instanceof Rate.Auto auto) {
      return Math.min(MOST_RATE, auto.atMost());
    }
    if (rate instanceof Rate.Times times) {
      return Math.min(MOST_RATE, times.factor() * ONE_TIME);
    }
    return Math.min(MOST_RATE, ((Rate.Fixed) rate).perSecond());
  }

  /** Of every knob that is offered: as asked for, else as the service is by itself. */
  Map<String, String> whole(Map<String, String> settings) {
    Map<String, String> all = new LinkedHashMap<>();
    for (Knob knob : target.knobs().shown()) {
      all.put(knob.name(), settings.getOrDefault(knob.name(), knob.defaultValue()));
    }
    return all;
  }

  /**
   * @throws BadInput naming what is not allowed
   */
  void check(Turn turn, Wanted now) {
    if (turn.panes() != null && turn.panes() != 1 && turn.panes() != 2) {
      throw new BadInput("panes must be 1 or 2, but was " + turn.panes());
    }
    if (!turn.set().isEmpty()) {
      checkPane(turn, now);
    }
    turn.set().forEach(this::check);
    if (turn.load() != null) {
      check(turn.load());
    }
  }

  private void checkPane(Turn turn, Wanted now) {
    boolean opens = turn.panes() != null && turn.panes() == 2 && Wanted.SECOND.equals(turn.pane());
    boolean closes = turn.panes() != null && turn.panes() == 1 && Wanted.SECOND.equals(turn.pane());
    boolean there = turn.pane() != null && now.panes().containsKey(turn.pane());
    if (closes || !there && !opens) {
      throw new BadInput(
          "pane must be one of "
              + String.join(", ", now.panes().keySet())
              + ", but was '"
              + turn.pane()
              + "'");
    }
  }

  private void check(String name, String value) {
    Knob knob = target.knobs().named(name);
    if (target.knobs().isHidden(name)) {
      throw new BadInput(name + " is not offered here: it is for ./lab calibrate");
    }
    if (value == null) {
      throw new BadInput(name + " must be " + knob.domain().text() + ", but was null");
    }
    knob.domain().check(name, value);
  }

  private void check(Turn.Load load) {
    if (load.workload() != null && !target.hasWorkload(load.workload())) {
      throw new BadInput(
          "workload must be one of "
              + String.join(", ", target.workloads())
              + ", but was '"
              + load.workload()
              + "'");
    }
    if (load.rate() != null && !(load.rate() >= 1 && load.rate() <= MOST_RATE)) {
      throw new BadInput(
          "rate must be from 1 to %.0f requests a second, but was %s"
              .formatted(MOST_RATE, load.rate()));
    }
    if (load.link() != null && !Ways.has(load.link())) {
      throw new BadInput(
          "link must be one of "
              + String.join(", ", Ways.all().stream().map(State.Way::name).toList())
              + ", but was '"
              + load.link()
              + "'");
    }
    Long roundTrip = load.roundTripMicros();
    if (roundTrip != null && (roundTrip < 0 || roundTrip > MOST_ROUND_TRIP_MICROS)) {
      throw new BadInput(
          "roundTripMicros must be from 0 to %d, but was %d"
              .formatted(MOST_ROUND_TRIP_MICROS, roundTrip));
    }
  }
}
