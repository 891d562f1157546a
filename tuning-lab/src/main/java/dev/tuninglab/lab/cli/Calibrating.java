package dev.tuninglab.lab.cli;

import dev.tuninglab.lab.analysis.Level;
import dev.tuninglab.lab.analysis.Metric;
import dev.tuninglab.lab.analysis.Sample;
import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.experiment.Design;
import dev.tuninglab.lab.experiment.Experiment;
import dev.tuninglab.lab.experiment.Mode;
import dev.tuninglab.lab.experiment.Network;
import dev.tuninglab.lab.experiment.StoredJson;
import dev.tuninglab.lab.experiment.Variant;
import dev.tuninglab.lab.measure.Calibration;
import dev.tuninglab.lab.measure.Calibration.CalibrationSitting;
import dev.tuninglab.lab.measure.Calibration.Figure;
import dev.tuninglab.lab.measure.Calibration.KnownDelay;
import dev.tuninglab.lab.measure.Calibration.UsualWay;
import dev.tuninglab.lab.measure.Machine;
import dev.tuninglab.lab.measure.Recording;
import dev.tuninglab.lab.report.CalibrationReport;
import dev.tuninglab.lab.report.Results;
import dev.tuninglab.lab.report.ResultsFolder;
import dev.tuninglab.lab.target.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Runs comparisons whose outcome is known. In each sitting three variants take turns: A, A again,
 * and A with a known delay; either candidate is judged against A as if it were alone. What they
 * gave is kept after each sitting, so that a run that is broken off was not in vain.
 */
final class Calibrating {
  /** From what hardly any service would notice to what all would. */
  private static final List<Duration> DELAYS =
      List.of(
          Duration.ofNanos(200_000),
          Duration.ofNanos(500_000),
          Duration.ofMillis(1),
          Duration.ofMillis(2),
          Duration.ofMillis(5));

  private static final String FIRST = "A";

  private final Target target;
  private final TargetOption targetOption;
  private final DataOptions data;
  private final List<String> knobs;
  private final String workload;
  private final Design design;
  private final List<CalibrationSitting> sittings = new ArrayList<>();
  private final List<UsualWay> usual = new ArrayList<>();
  private final String startedAt = Instant.now().toString();
  private final Machine machine = Machine.here();

  private int usualWaysDone;

  /** What the lab's own sittings offered last: the usual way is given the same. */
  private double ratePerSecond;

  Calibrating(
      Target target,
      TargetOption targetOption,
      DesignOptions designOptions,
      DataOptions data,
      String workload) {
    this.target = target;
    this.targetOption = targetOption;
    this.data = data;
    this.knobs = target.delays();
    this.workload = workload == null ? target.workloadOf(knobs) : workload;
    this.design = designOptions.plan(candidates(0).size() + 1, target.rate(this.workload));
    if (design.precision() != null || !(design.mode() instanceof Mode.Latency)) {
      throw new BadInput(
          "calibrate compares latencies within a --budget: leave --precision and --mode out");
    }
  }

  Duration budget() {
    return design.budget();
  }

  Calibration run(int comparisons, int usualWays, ResultsFolder folder, ConsoleProgress progress)
      throws Exception {
    for (int i = 0; i < comparisons; i++) {
      progress.step("sitting " + (i + 1) + " of " + comparisons + ": " + contenders(i));
      sitting(i, folder).forEach(each -> progress.step("  " + CalibrationReport.line(each)));
      keep(folder);
      while (usualWaysDone < (long) usualWays * (i + 1) / comparisons) {
        int j = usualWaysDone++;
        progress.step("the usual way, " + (j + 1) + " of " + usualWays + ": " + contenders(j));
        usualWay(j, folder).forEach(each -> progress.step("  " + CalibrationReport.line(each)));
        keep(folder);
      }
    }
    Calibrations.keep(calibration());
    return calibration();
  }

  private String contenders(int index) {
    return "A, A"
        + delay(index).map(delay -> ", and A with " + CalibrationReport.text(delay)).orElse("");
  }

  /** Each delay by each knob in turn; absent where no knob can delay. */
  private Optional<KnownDelay> delay(int index) {
    if (knobs.isEmpty()) {
      return Optional.empty();
    }
    String knob = knobs.get(index % knobs.size());
    Duration delay = DELAYS.get(index / knobs.size() % DELAYS.size());
    return Optional.of(new KnownDelay(knob, delay.toNanos() / 1_000.0));
  }

  /** What the candidates of a sitting add to the baseline, in their order. */
  private List<KnownDelay> candidates(int index) {
    return Stream.concat(Stream.of(KnownDelay.NONE), delay(index).stream()).toList();
  }

  private List<CalibrationSitting> sitting(int index, ResultsFolder parent) throws Exception {
    Experiment experiment = experiment(index);
    ResultsFolder folder = folder(parent, "sitting", index);
    folder.write(experiment);
    Comparing.Measured measured = comparing(experiment, folder).run();
    folder.write(folder.report(measured.result(), measured.recording()));
    ratePerSecond = measured.recording().ratePerSecond();
    List<CalibrationSitting> found = new ArrayList<>();
    for (KnownDelay delay : candidates(index)) {
      Variant candidate = experiment.candidates().get(found.size());
      found.add(
          new CalibrationSitting(
              delay,
              measured.result().valid(),
              ratePerSecond,
              figures(experiment.between(candidate), measured.recording(), delay)));
    }
    sittings.addAll(found);
    return found;
  }

  private List<UsualWay> usualWay(int index, ResultsFolder parent) throws Exception {
    Experiment experiment = experiment(index);
    ResultsFolder folder = folder(parent, "usual-way", index);
    Recording recording = comparing(experiment, folder).oneAfterTheOther(ratePerSecond);
    Sample first = recording.sample(experiment.baseline().name());
    List<UsualWay> found = new ArrayList<>();
    for (KnownDelay delay : candidates(index)) {
      Sample second = recording.sample(experiment.candidates().get(found.size()).name());
      found.add(usualWay(first, second, delay));
    }
    usual.addAll(found);
    return found;
  }

  private static UsualWay usualWay(Sample first, Sample second, KnownDelay delay) {
    Map<String, Double> ratios = new LinkedHashMap<>();
    Map<String, Double> truths = new LinkedHashMap<>();
    for (Metric metric : Metric.ALL) {
      if (metric.fewestRequests() <= Math.min(first.requests(), second.requests())) {
        double ratio = metric.of(second).orElseThrow() / metric.of(first).orElseThrow();
        ratios.put(metric.name(), ratio);
        truths.put(metric.name(), Level.ratioWith(delay.micros(), metric, first));
      }
    }
    return new UsualWay(delay, ratios, truths);
  }

  private Comparing comparing(Experiment experiment, ResultsFolder folder) {
    return Comparing.silent(experiment, target, data, folder);
  }

  private static ResultsFolder folder(ResultsFolder parent, String kind, int index) {
    return ResultsFolder.reserve(
        parent.path().resolve(String.format(Locale.ROOT, "%s-%03d", kind, index + 1)));
  }

  private Experiment experiment(int index) {
    List<Variant> variants =
        new ArrayList<>(List.of(new Variant(FIRST, settings(KnownDelay.NONE))));
    for (KnownDelay delay : candidates(index)) {
      String name = delay.none() ? "#2" : "+" + delay.asTyped();
      variants.add(new Variant(FIRST + name, settings(delay)));
    }
    Design seeded = design.withSeed(design.seed() + index);
    return new Experiment(
        "calibration",
        command(index, seeded),
        targetOption.asTyped(),
        variants,
        workload,
        seeded,
        data.text(target),
        Network.LOOPBACK);
  }

  private Map<String, String> settings(KnownDelay delay) {
    Map<String, String> settings = new LinkedHashMap<>();
    for (String knob : knobs) {
      settings.put(knob, knob.equals(delay.knob()) ? delay.asTyped() : "off");
    }
    return settings;
  }

  /** Words that run one like it again; a target without knobs to compare has none. */
  private List<String> command(int index, Design seeded) {
    List<String> words = new ArrayList<>(List.of("compare"));
    delay(index).ifPresent(delay -> words.add(delay.knob() + "=off,off," + delay.asTyped()));
    words.addAll(List.of("--workload", workload));
    if (!targetOption.isSample()) {
      words.addAll(List.of("--file", targetOption.asTyped()));
    }
    words.addAll(data.words());
    words.addAll(DesignOptions.words(seeded));
    return words;
  }

  private static List<Figure> figures(
      Experiment experiment, Recording recording, KnownDelay delay) {
    Sample baseline = recording.sample(experiment.baseline().name());
    List<Figure> figures = new ArrayList<>();
    Results.judge(experiment, recording).comparisons().stream()
        .filter(c -> c.endpoint() == null)
        .forEach(
            c ->
                Level.of(c.metric(), baseline)
                    .ifPresent(
                        level ->
                            figures.add(
                                new Figure(
                                    c.metric().name(),
                                    c.ratio(),
                                    c.low(),
                                    c.high(),
                                    c.verdict().name().toLowerCase(Locale.ROOT),
                                    c.forks(),
                                    Level.ratioWith(delay.micros(), c.metric(), baseline),
                                    c.spread(),
                                    level.value(),
                                    level.spread()))));
    return figures;
  }

  private void keep(ResultsFolder folder) {
    Calibration calibration = calibration();
    folder.write(Calibrations.FILE, StoredJson.write(calibration));
    folder.write("calibration.md", CalibrationReport.markdown(calibration));
    Calibrations.keepIfItSaysMore(calibration);
  }

  private Calibration calibration() {
    return new Calibration(
        startedAt,
        machine,
        targetOption.asTyped(),
        workload,
        data.text(target),
        design.budget().toMillis() / 1_000.0,
        design.forks(),
        Results.MARGIN,
        sittings,
        usual);
  }
}
