package dev.tuninglab.lab.report;

import dev.tuninglab.lab.measure.Machine;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The runs of one experiment over time.
 *
 * @param asked what was the same in all of them, by what it is
 * @param metric that names the verdict
 * @param variants the first is the baseline
 * @param places runs of different machines are apart: nothing is compared between them
 * @param leftOut runs that are not of this experiment, or have no verdict: which, and why
 */
public record History(
    Map<String, String> asked,
    String metric,
    List<String> variants,
    List<Place> places,
    List<String> leftOut) {

  /**
   * One machine.
   *
   * @param machine null when it is not known
   * @param runs by time
   * @param trends one for each candidate
   * @param spread how much figures of one and the same differ between sittings here, in a sentence;
   *     null when it is not known
   */
  public record Place(Machine machine, List<Run> runs, List<Trend> trends, String spread) {}

  /**
   * A run.
   *
   * @param changed in what the machine was another than at the run before, though it is the same:
   *     its JDK, its kernel, its database
   * @param figures of the variants, in the metric
   */
  public record Run(
      String folder, Instant startedAt, List<String> changed, Map<String, Double> figures) {}

  /**
   * A candidate against the baseline, run by run.
   *
   * @param ratios in the order of the runs
   * @param levels between changes, in the order of time; the first begins with the first run
   */
  public record Trend(String candidate, List<Point> ratios, List<Level> levels) {
    public boolean changed() {
      return levels.size() > 1;
    }
  }

  /** The ratio of one run, with its own interval. */
  public record Point(double ratio, double low, double high, String verdict) {}

  /**
   * Runs between which nothing was shown to change.
   *
   * @param from index of the first
   * @param to index after the last
   * @param ratio geometric mean of theirs
   * @param factor to the level before; 1 for the first
   * @param pValue that it is no other level than the one before; 1 for the first
   */
  public record Level(int from, int to, double ratio, double factor, double pValue) {}

  public String baseline() {
    return variants.get(0);
  }
}
