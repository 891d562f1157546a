package dev.tuninglab.lab.report;

import dev.tuninglab.lab.analysis.ChangePoints;
import dev.tuninglab.lab.analysis.ChangePoints.ChangePoint;
import dev.tuninglab.lab.analysis.Metric;
import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.measure.Machine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes a history of stored results. */
public final class Histories {
  /** The same runs give the same page. */
  private static final long SEED = 1;

  private Histories() {}

  /**
   * Of the experiment of the latest run among them.
   *
   * @param folders of runs
   * @param spreads how much sittings of the same differ, of a machine, target and workload
   * @throws BadInput if none of them has a verdict
   */
  public static History of(List<Path> folders, Spreads spreads) {
    List<PastRun> runs = new ArrayList<>();
    List<String> leftOut = new ArrayList<>();
    for (Path folder : folders) {
      try {
        runs.add(PastRun.read(folder));
      } catch (BadInput e) {
        leftOut.add(folder + ": " + e.getMessage());
      }
    }
    runs.sort(Comparator.comparing(PastRun::startedAt).thenComparing(PastRun::folder));
    if (runs.isEmpty()) {
      throw new BadInput(
          "none of the "
              + folders.size()
              + " folders holds a result with a verdict"
              + (leftOut.isEmpty() ? "" : ": " + leftOut.get(0)));
    }
    PastRun latest = runs.get(runs.size() - 1);
    List<List<PastRun>> places = new ArrayList<>();
    for (PastRun run : runs) {
      String why = run.otherThan(latest);
      if (why.isEmpty() && !run.ratios().keySet().containsAll(latest.ratios().keySet())) {
        why = "no verdict on some candidate: too little was measured";
      }
      if (why.isEmpty()) {
        place(places, run).add(run);
      } else {
        leftOut.add(run.folder() + ": " + why);
      }
    }
    return new History(
        latest.asked(),
        latest.asked().get(PastRun.METRIC),
        List.copyOf(latest.figures().keySet()),
        places.stream().map(place -> place(place, spreads)).toList(),
        List.copyOf(leftOut));
  }

  /** Whether a folder holds a result of an experiment of that name. */
  public static boolean isOf(String experiment, Path folder) {
    return PastRun.name(folder).filter(experiment::equals).isPresent();
  }

  /** Where to ask how much sittings differ. */
  public interface Spreads {
    SittingSpreads of(Machine machine, String target, String workload);
  }

  private static List<PastRun> place(List<List<PastRun>> places, PastRun run) {
    return places.stream()
        .filter(place -> isSame(place.get(0).machine(), run.machine()))
        .findFirst()
        .orElseGet(
            () -> {
              places.add(new ArrayList<>());
              return places.get(places.size() - 1);
            });
  }

  /** With another JDK, kernel or database it is the same machine, changed. */
  private static boolean isSame(Machine one, Machine other) {
    return one == null || other == null
        ? one == other
        : hardware(one).differences(hardware(other)).isEmpty();
  }

  private static Machine hardware(Machine machine) {
    Map<String, String> more = new LinkedHashMap<>(machine.more());
    more.keySet().retainAll(List.of(Machine.VIRTUAL, Machine.CPU_LIMIT, Machine.MEMORY_LIMIT));
    return new Machine(machine.cores(), machine.cpu(), machine.memoryMegabytes(), "", "", more);
  }

  private static History.Place place(List<PastRun> runs, Spreads spreads) {
    List<History.Run> shown = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      PastRun run = runs.get(i);
      List<String> changed =
          i == 0 || run.machine() == null
              ? List.of()
              : run.machine().differences(runs.get(i - 1).machine());
      shown.add(new History.Run(run.folder(), run.startedAt(), changed, run.figures()));
    }
    PastRun last = runs.get(runs.size() - 1);
    Metric metric = Metric.named(last.asked().get(PastRun.METRIC)).orElse(Metric.PRIMARY);
    return new History.Place(
        last.machine(),
        List.copyOf(shown),
        last.ratios().keySet().stream().map(candidate -> trend(candidate, runs)).toList(),
        last.machine() == null
            ? null
            : spreads
                .of(last.machine(), last.asked().get("target"), last.asked().get("workload"))
                .sentence(metric)
                .orElse(null));
  }

  private static History.Trend trend(String candidate, List<PastRun> runs) {
    List<History.Point> points =
        runs.stream()
            .map(run -> run.ratios().get(candidate))
            .map(r -> new History.Point(r.ratio(), r.low(), r.high(), r.verdict()))
            .toList();
    return new History.Trend(candidate, points, levels(points));
  }

  private static List<History.Level> levels(List<History.Point> points) {
    double[] logs = points.stream().mapToDouble(point -> Math.log(point.ratio())).toArray();
    List<ChangePoint> changes = new ArrayList<>(List.of(new ChangePoint(0, 1)));
    changes.addAll(ChangePoints.of(logs, SEED));
    List<History.Level> levels = new ArrayList<>();
    for (int i = 0; i < changes.size(); i++) {
      int from = changes.get(i).index();
      int to = i + 1 < changes.size() ? changes.get(i + 1).index() : logs.length;
      double ratio = Math.exp(Arrays.stream(logs, from, to).average().orElseThrow());
      double factor = i == 0 ? 1 : ratio / levels.get(i - 1).ratio();
      levels.add(new History.Level(from, to, ratio, factor, changes.get(i).pValue()));
    }
    return List.copyOf(levels);
  }
}
