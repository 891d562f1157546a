package dev.tuninglab.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuninglab.lab.Golden;
import dev.tuninglab.lab.analysis.SittingSpread;
import dev.tuninglab.lab.experiment.Design;
import dev.tuninglab.lab.experiment.Experiment;
import dev.tuninglab.lab.experiment.Mode;
import dev.tuninglab.lab.experiment.Network;
import dev.tuninglab.lab.experiment.StoredJson;
import dev.tuninglab.lab.experiment.Variant;
import dev.tuninglab.lab.measure.CalibrationNote;
import dev.tuninglab.lab.measure.Machine;
import dev.tuninglab.lab.measure.Sitting;
import dev.tuninglab.lab.measure.SomeRun;
import dev.tuninglab.lab.measure.StoredRun;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DiffsTest {
  private static final List<String> NAMES = List.of("results/monday", "results/tuesday");
  private static final SittingSpreads CALIBRATED = spread(0.02);

  private final SomeRun monday = SomeRun.of(4_000, 1_200, 5, 4, 42);
  private final SomeRun tuesday = SomeRun.of(4_000, 2_400, 5, 4, 43);

  @Test
  void theSentencesComeFirstThenTheTable() {
    String text = DiffText.render(diff(monday, tuesday, CALIBRATED));
    Golden.check("diff.txt", text);
    assertThat(text.lines()).allMatch(line -> line.length() <= 80);
    assertThat(text)
        .startsWith("Different sittings: less trustworthy than one run side by side.\n");
  }

  @Test
  void theJsonHasIntervalsAndWhatTheyRestOn() {
    Golden.check("diff.json", StoredJson.write(diff(monday, tuesday, CALIBRATED)));
  }

  @Test
  void withoutACalibrationThereIsARatioAndNoVerdict() {
    Diff diff = diff(monday, tuesday, SittingSpreads.UNKNOWN);
    assertThat(DiffText.render(diff))
        .contains("No verdict on pool=hikari: P50 is 1.94x of that in the first run, n = 5 and 5")
        .contains("no verdict; run ./lab calibrate")
        .doesNotContain("faster", "slower", "undecided", "1.94x (");
    assertThat(StoredJson.write(diff)).doesNotContain("\"low\"", "\"verdict\"", "\"sittings\"");
  }

  @Test
  void theSpreadBetweenSittingsWidensTheInterval() {
    Diff.MetricDiff calm = p50(diff(monday, tuesday, CALIBRATED), 0);
    Diff.MetricDiff restless = p50(diff(monday, tuesday, spread(0.2)), 0);
    assertThat(restless.ratio()).isEqualTo(calm.ratio());
    assertThat(restless.low()).isLessThan(calm.low() - 0.2);
    assertThat(restless.verdict()).isEqualTo("undecided");
  }

  @Test
  void aVariantOfAnotherNameIsFoundByItsSettings() {
    Diff diff =
        diff(monday, named(tuesday, Map.of("pool=hikari", "pool=hikari+fetch=join")), CALIBRATED);
    assertThat(diff.variants()).hasSize(2);
    assertThat(DiffText.render(diff))
        .contains("pool=hikari (in the second pool=hikari+fetch=join) is slower in the second run");
  }

  @Test
  void variantsOfOneRunAreNamed() {
    Experiment e = tuesday.experiment();
    List<Variant> others =
        List.of(e.variants().get(0), new Variant("pool=other", Map.of("pool", "other")));
    Diff diff = diff(monday, tuesday.with(with(e, others, e.design())), CALIBRATED);
    assertThat(DiffText.render(diff))
        .contains("only in the first: pool=hikari", "only in the second: pool=other");
  }

  @Test
  void whateverElseDiffersStandsBesideTheVerdict() {
    Experiment e = tuesday.experiment();
    Design design = e.design();
    Experiment other =
        new Experiment(
            e.name(),
            e.command(),
            "mine.yaml",
            List.of(
                e.variants().get(0),
                new Variant("pool=hikari", Map.of("pool", "hikari", "fetch", "join"))),
            "orders-page",
            new Design(
                design.budget(),
                design.forks(),
                design.rounds(),
                Duration.ofMillis(500),
                design.warmUpAtMost(),
                new Mode.Latency(design.mode().rate().orElseThrow(), Mode.Spread.POISSON),
                design.primary(),
                null,
                1),
            "large data, seed 1",
            Network.LOOPBACK);
    Sitting sitting = tuesday.sitting();
    Sitting elsewhere =
        new Sitting(
            sitting.startedAt(),
            sitting.tookSeconds(),
            85.0,
            new Machine(
                4,
                "Some CPU",
                16_384,
                "Linux 6.1 amd64",
                "21.0.2",
                Map.of(Machine.DATABASE, "PostgreSQL 17.2")),
            CalibrationNote.NONE,
            List.of(),
            List.of(),
            Sitting.End.IN_ORDER,
            "");
    Diff diff = diff(monday, tuesday.with(other).with(elsewhere), CALIBRATED);
    assertThat(diff.warnings())
        .containsExactly(
            "the machine differs (there the first, here the second): cores 2 there, 4 here; JDK 17.0.15 there, 21.0.2 here; database PostgreSQL 18.6 there, PostgreSQL 17.2 here",
            "the target differs: sample API, then mine.yaml",
            "the data differs: small data, seed 1, then large data, seed 1",
            "the workload differs: order, then orders-page",
            "the network (database) differs: 500us, then loopback",
            "the length of a slice differs: 1s, then 500ms",
            "the load differs: 224/s, constant arrivals, then 85/s, poisson arrivals",
            "the set of settings of pool=hikari differs: {pool=hikari}, then "
                + Map.of("pool", "hikari", "fetch", "join"));
  }

  @Test
  void aMachineThatIsNotKnownMayBeAnother() {
    Sitting s = tuesday.sitting();
    Sitting forgotten =
        new Sitting(
            s.startedAt(),
            1.0,
            224.0,
            null,
            CalibrationNote.NONE,
            List.of(),
            s.links(),
            s.end(),
            "");
    assertThat(diff(monday, tuesday.with(forgotten), CALIBRATED).warnings())
        .containsExactly("the machine of the second is not known: it may be another one");
  }

  @Test
  void anInvalidRunAllowsNoVerdictAndNoRatio() {
    Diff diff = diff(monday, tuesday.first(2), CALIBRATED);
    assertThat(diff.valid()).isFalse();
    assertThat(DiffText.render(diff))
        .contains("No verdict: a run of the two is invalid.")
        .contains("INVALID (second): pool=none completed no request")
        .doesNotContain("ratio");
  }

  @Test
  void tooLittleForTheMetricIsSaid() {
    SomeRun oneFork = SomeRun.of(4_000, 1_200, 5, 4, 42).first(10);
    assertThat(DiffText.render(diff(oneFork, tuesday, CALIBRATED)))
        .contains("No verdict on pool=none: too little was measured for P50 (it takes 2 forks in");
  }

  private static SittingSpreads spread(double spread) {
    return new SittingSpreads(
        "the calibration of 2026-11-23T09:00:00Z, workload order",
        metric -> Optional.of(new SittingSpread(spread, 12)));
  }

  private static Diff.MetricDiff p50(Diff diff, int variant) {
    return diff.variants().get(variant).metrics().get(0);
  }

  private static Diff diff(SomeRun one, SomeRun other, SittingSpreads calibration) {
    return Diffs.of(stored(one), stored(other), NAMES, calibration);
  }

  private static StoredRun stored(SomeRun run) {
    return new StoredRun(run.experiment(), run.recording(), run.sitting(), run.diagnosis());
  }

  private static SomeRun named(SomeRun run, Map<String, String> names) {
    Experiment e = run.experiment();
    List<Variant> renamed =
        e.variants().stream()
            .map(v -> new Variant(names.getOrDefault(v.name(), v.name()), v.settings()))
            .toList();
    return run.renamed(names).with(with(e, renamed, e.design()));
  }

  private static Experiment with(Experiment e, List<Variant> variants, Design design) {
    return new Experiment(
        e.name(), e.command(), e.target(), variants, e.workload(), design, e.data(), e.network());
  }
}
