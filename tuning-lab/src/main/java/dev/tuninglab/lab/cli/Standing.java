package dev.tuninglab.lab.cli;

import dev.tuninglab.gatling.Load;
import dev.tuninglab.lab.analysis.Comparison;
import dev.tuninglab.lab.analysis.Metric;
import dev.tuninglab.lab.analysis.Sample;
import dev.tuninglab.lab.experiment.Experiment;
import dev.tuninglab.lab.experiment.Mode;
import dev.tuninglab.lab.experiment.Variant;
import dev.tuninglab.lab.measure.Recording;
import dev.tuninglab.lab.measure.Slice;
import dev.tuninglab.lab.measure.Steps;
import dev.tuninglab.lab.report.CapacityText;
import dev.tuninglab.lab.report.Glyphs;
import dev.tuninglab.lab.report.Results;
import dev.tuninglab.lab.report.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Where an experiment stands. What is worked out is worked out between slices: a plain ratio at the
 * end of a round, an interval when a fork is over and nothing is timed.
 */
final class Standing {
  private static final int MOST_CANDIDATES = 3;
  private static final int NAME = 30;
  private static final int BAR = 16;

  /** What is being done. */
  enum Stage {
    STARTING("starting"),
    WARMING_UP("warming up"),
    MEASURING("measuring"),
    LOOKING_INSIDE("looking inside");

    private final String words;

    Stage(String words) {
      this.words = words;
    }
  }

  private final Experiment experiment;
  private final Glyphs glyphs;
  private final LongSupplier nanos;
  private final List<Slice> measured = new ArrayList<>();
  private final Map<String, String> ratios = new LinkedHashMap<>();

  /** Where capacities are looked for; null elsewhere. */
  private final Steps steps;

  private Stage stage;
  private int fork;
  private int round;
  private long begin;

  /** Forks behind the intervals shown; 0 while there are none. */
  private int forksJudged;

  /**
   * @param nanos a clock that only goes forward
   */
  Standing(Experiment experiment, Glyphs glyphs, LongSupplier nanos) {
    this.experiment = experiment;
    this.glyphs = glyphs;
    this.nanos = nanos;
    this.steps =
        experiment.design().mode() instanceof Mode.Capacity capacity
            ? new Steps(capacity.sla())
            : null;
  }

  void stage(Stage next, int ofFork) {
    if (stage == null) {
      begin = nanos.getAsLong();
    }
    if (next == Stage.STARTING || next == Stage.LOOKING_INSIDE) {
      judge();
    }
    stage = next;
    fork = ofFork;
    round = 0;
  }

  void slice(Slice slice) {
    stage = slice.phase() == Slice.Phase.MEASURED ? Stage.MEASURING : Stage.WARMING_UP;
    fork = slice.fork();
    round = stage == Stage.MEASURING ? slice.round() : 0;
    if (stage == Stage.MEASURING && steps != null) {
      tried(slice);
    } else if (stage == Stage.MEASURING) {
      measured.add(slice);
      if (forksJudged == 0 && measured.size() % experiment.variants().size() == 0) {
        plainRatios();
      }
    }
  }

  private void tried(Slice slice) {
    if (slice.load() instanceof Load.Open open) {
      ratios.put(
          slice.variant(),
          "offered "
              + CapacityText.rate(open.ratePerSecond())
              + ": "
              + steps
                  .judge(slice)
                  .map(step -> step.held() ? "held" : "not held")
                  .orElse("the machine stood still"));
    }
  }

  private Metric primary() {
    return experiment.design().primary();
  }

  private void plainRatios() {
    Recording soFar = new Recording(0, measured);
    Sample baseline = soFar.sample(experiment.baseline().name());
    for (Variant candidate : experiment.candidates()) {
      Sample sample = soFar.sample(candidate.name());
      if (baseline.requests() > 0 && sample.requests() > 0) {
        double ratio = primary().of(sample).orElseThrow() / primary().of(baseline).orElseThrow();
        ratios.put(candidate.name(), Words.ratio(ratio) + " so far, no interval yet");
      }
    }
  }

  private void judge() {
    for (Comparison c : Results.judge(experiment, new Recording(0, measured)).comparisons()) {
      if (c.endpoint() == null && c.metric().equals(primary())) {
        forksJudged = c.forks();
        ratios.put(
            c.candidate(),
            Words.ratio(c.ratio())
                + " ("
                + Words.interval(c.low(), c.high())
                + ") after "
                + c.forks()
                + " forks");
      }
    }
  }

  /** Nothing before the first fork. */
  List<String> lines() {
    if (stage == null) {
      return List.of();
    }
    List<String> lines = new ArrayList<>(List.of(first()));
    List<Variant> candidates = steps == null ? experiment.candidates() : experiment.variants();
    candidates.stream()
        .limit(MOST_CANDIDATES)
        .filter(candidate -> ratios.containsKey(candidate.name()))
        .forEach(candidate -> lines.add(ratio(candidate.name())));
    if (lines.size() > MOST_CANDIDATES && candidates.size() > MOST_CANDIDATES) {
      lines.add("  and " + (candidates.size() - MOST_CANDIDATES) + " more");
    }
    return List.copyOf(lines);
  }

  private String first() {
    if (stage == Stage.LOOKING_INSIDE) {
      return stage.words + ": all is measured";
    }
    double budget = experiment.design().budget().toNanos();
    double spent = Math.min(1, (nanos.getAsLong() - begin) / budget);
    int done = (int) Math.round(spent * BAR);
    return String.format(
        Locale.ROOT,
        "[%s%s] %3.0fs left  %s",
        glyphs.solid(done),
        " ".repeat(BAR - done),
        Math.ceil((1 - spent) * budget / 1e9),
        stage.words
            + ", fork "
            + fork
            + " of "
            + (experiment.design().precision() == null ? "" : "at most ")
            + experiment.design().forks()
            + (round == 0 ? "" : ", round " + round));
  }

  private String ratio(String candidate) {
    return "  "
        + glyphs.cut(candidate, NAME)
        + "  "
        + (steps == null ? Words.percentile(primary().name()) + " " : "")
        + ratios.get(candidate);
  }
}
