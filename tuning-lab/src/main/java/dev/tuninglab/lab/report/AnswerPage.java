package dev.tuninglab.lab.report;

import java.util.List;
import java.util.stream.Collectors;

/** What the HTML template asks for where something else than a comparison was asked. */
public record AnswerPage(Result result) {

  public MatrixResult matrix() {
    return result.answer().matrix();
  }

  public SweepResult sweep() {
    return result.answer().sweep();
  }

  public CapacityResult capacity() {
    return result.answer().capacity();
  }

  /** As a heading. */
  public String question() {
    if (capacity() != null) {
      return "How far "
          + (capacity().variants().size() == 1
              ? "does " + capacity().variants().get(0).variant() + " go?"
              : "do "
                  + capacity().variants().stream()
                      .map(CapacityResult.HeldResult::variant)
                      .collect(Collectors.joining(", "))
                  + " go?");
    }
    return matrix() != null
        ? "Which of "
            + matrix().factors().stream().map(f -> f.name()).collect(Collectors.joining(", "))
            + " matter?"
        : "How much " + sweep().knob() + " is right?";
  }

  /** The answer, the most important sentence first. */
  public List<String> sentences() {
    String metric = result.plan().primaryMetric();
    if (capacity() != null) {
      return CapacityText.sentences(capacity());
    }
    return matrix() != null
        ? MatrixText.sentences(matrix(), metric)
        : SweepText.sentences(sweep(), metric);
  }

  /** Of effects on one axis. */
  public ForestPlot forest(List<MatrixResult.EffectResult> effects) {
    return new ForestPlot(
        effects.stream().map(e -> new ForestPlot.Interval(e.ratio(), e.low(), e.high())).toList(),
        result.plan().margin());
  }

  /** Of the knobs that mind each other most. */
  public Pairs pairs() {
    return Pairs.of(result);
  }

  /** Width of a value's bar, in percent of the largest's. */
  public String width(SweepResult.PointResult point) {
    double most =
        sweep().points().stream()
            .mapToDouble(p -> p.figure() == null ? 0 : p.figure())
            .max()
            .orElse(0);
    return point.figure() == null || most == 0
        ? "0"
        : Words.number(Math.max(0.5, 100 * point.figure() / most));
  }

  public String figure(SweepResult.PointResult point) {
    return SweepText.figure(point.figure(), result.plan().primaryMetric().equals("throughput"));
  }
}
