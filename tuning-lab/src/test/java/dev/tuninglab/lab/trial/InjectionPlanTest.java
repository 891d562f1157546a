package dev.tuninglab.lab.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuninglab.gatling.EndpointReport;
import dev.tuninglab.gatling.Load;
import dev.tuninglab.gatling.SliceReport;
import dev.tuninglab.gatling.workload.Arrivals;
import dev.tuninglab.gatling.workload.Feeder;
import dev.tuninglab.gatling.workload.RequestSpec;
import dev.tuninglab.gatling.workload.Workload;
import dev.tuninglab.lab.analysis.Metric;
import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.experiment.Design;
import dev.tuninglab.lab.experiment.Experiment;
import dev.tuninglab.lab.experiment.Mode;
import dev.tuninglab.lab.experiment.Network;
import dev.tuninglab.lab.experiment.Rate;
import dev.tuninglab.lab.experiment.StoredJson;
import dev.tuninglab.lab.experiment.Variant;
import dev.tuninglab.lab.measure.Machine;
import dev.tuninglab.lab.measure.ShareRun;
import dev.tuninglab.lab.measure.Slice;
import dev.tuninglab.lab.measure.SliceLog;
import dev.tuninglab.lab.measure.Stalls;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans whose slices have instants, and what is gathered of those who kept them. */
class InjectionPlanTest {
  private static final Duration SLICE = Duration.ofMillis(500);
  private static final Instant START = Instant.parse("2026-11-25T12:00:00Z");
  private static final Workload WORKLOAD =
      new Workload(
          "w",
          List.of(RequestSpec.get("get", "/${id}")),
          Map.of("id", new Feeder.Zipf(1, 100, 1.1)));

  @TempDir Path folder;

  @Test
  void everySliceHasItsInstantAndEveryVariantAsManyAndTheBudgetIsKept() {
    InjectionPlan plan = plan(Duration.ofSeconds(60), 3);
    List<InjectionPlan.Slot> slots = plan.timetable();
    Map<String, Integer> measured = new HashMap<>();
    for (int i = 0; i < slots.size(); i++) {
      InjectionPlan.Slot slot = slots.get(i);
      assertThat(slot.at()).isEqualTo(SLICE.plus(plan.gap()).multipliedBy(i));
      assertThat(slot.order().load()).isEqualTo(new Load.Open(100, Arrivals.POISSON));
      assertThat(slot.order().measured()).isEqualTo(slot.phase() == Slice.Phase.MEASURED);
      measured.merge(slot.order().label(), slot.order().measured() ? 1 : 0, Integer::sum);
    }
    assertThat(measured).containsOnlyKeys("at=a", "at=b");
    assertThat(measured.values()).containsOnly(plan.rounds() * 3);
    assertThat(plan.length()).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(60));
    assertThat(slots.stream().map(InjectionPlan.Slot::order).distinct()).hasSameSizeAs(slots);
  }

  @Test
  void bothVariantsOfARoundAreOfferedTheSame() {
    Map<String, Long> seeds = new HashMap<>();
    for (InjectionPlan.Slot slot : plan(Duration.ofSeconds(30), 2).timetable()) {
      Long other = seeds.putIfAbsent(slot.order().id(), slot.order().seed());
      assertThat(other == null || other == slot.order().seed()).as(slot.order().id()).isTrue();
    }
    assertThat(seeds.values()).doesNotHaveDuplicates();
  }

  @Test
  void aPlanIsReadBackAsItWasWritten() throws IOException {
    InjectionPlan plan = plan(Duration.ofSeconds(30), 2);
    Path file = Files.writeString(folder.resolve("plan.json"), StoredJson.write(plan));
    InjectionPlan read = StoredJson.read(file, InjectionPlan.class);
    assertThat(StoredJson.write(read)).isEqualTo(StoredJson.write(plan));
    assertThat(read.experiment()).isEqualTo(plan.experiment());
    assertThat(read.aims()).isEqualTo(plan.aims());
    assertThat(read.asWorkload()).isEqualTo(WORKLOAD);
    assertThat(read.timetable()).isEqualTo(plan.timetable());
  }

  @Test
  void aBudgetThatHoldsTooFewRoundsIsRefusedWithWhatWouldDo() {
    assertThatThrownBy(() -> plan(Duration.ofSeconds(15), 3))
        .isInstanceOf(BadInput.class)
        .hasMessageMatching(
            "--budget must be at least \\d+s for a timetable of 3 forks, but was 15s");
  }

  @Test
  void slicesThatNotAllHaveAreLeftOutAndStartsFarApartAreTold() throws IOException {
    InjectionPlan plan = plan(Duration.ofSeconds(30), 2);
    int slots = plan.timetable().size();
    share(plan, 0, 2, slots, 0, true);
    share(plan, 1, 2, slots - 3, 51, true);
    Gathering gathering = Gathering.of(folder, false);
    assertThat(gathering.slices()).hasSize(slots - 3);
    assertThat(gathering.slices()).allMatch(slice -> slice.offered() == 2);
    assertThat(gathering.slices()).allMatch(slice -> slice.stalls().maxMicros() == 51);
    assertThat(gathering.experiment().design().injectors()).isEqualTo(2);
    assertThat(gathering.sitting().ratePerSecond()).isEqualTo(100);
    assertThat(gathering.sitting().cores()).isEqualTo(4);
    assertThat(gathering.sitting().warnings())
        .contains(
            "3 of %d slices were left out, since not every injector has them (late, or damaged)"
                .formatted(slots),
            "injectors began %d of %d slices more than 50 ms apart by their own clocks, at most 51 ms"
                .formatted(slots - 3, slots - 3),
            "loaded by 2 injectors on 2 machines with 4 cores in all, by their own clocks; what ran beside the service was not watched");
  }

  @Test
  void aShareThatDidNotEndIsRefusedUnlessPartsWillDo() throws IOException {
    InjectionPlan plan = plan(Duration.ofSeconds(30), 2);
    share(plan, 0, 2, 9, 0, true);
    share(plan, 1, 2, 9, 0, false);
    assertThatThrownBy(() -> Gathering.of(folder, false))
        .hasMessage(folder + ": share 1 did not come to its end; --partial judges what is there");
    assertThat(Gathering.of(folder, true).slices()).hasSize(9);
  }

  private void share(
      InjectionPlan plan, int index, int of, int slices, int lateMillis, boolean ended)
      throws IOException {
    Path own = Files.createDirectories(folder.resolve(ShareRun.folder(index)));
    Path file = own.resolve(InjectionPlan.FILE);
    Files.writeString(file, StoredJson.write(plan));
    Machine machine = new Machine(2, "cpu", 1_000, "os", "17", Map.of());
    ShareRun run =
        new ShareRun(PlanHash.of(file), index, of, START, "host-" + index, machine, 0, false);
    Files.writeString(own.resolve(ShareRun.FILE), StoredJson.write(ended ? run.ended(0) : run));
    try (SliceLog log = SliceLog.create(own)) {
      for (InjectionPlan.Slot slot : plan.timetable().subList(0, slices)) {
        log.append(slice(slot, lateMillis));
      }
    }
  }

  /** Of one request. */
  private static Slice slice(InjectionPlan.Slot slot, int lateMillis) {
    Histogram one = new Histogram(1, 120_000_000, 3);
    one.recordValue(900);
    Histogram none = new Histogram(1, 120_000_000, 3);
    return new Slice(
        slot.fork(),
        slot.round(),
        slot.phase(),
        slot.order().label(),
        new SliceReport(
            slot.order().id(),
            START.plus(slot.at()).toEpochMilli() + lateMillis,
            SLICE.toNanos(),
            Map.of("get", new EndpointReport(1, 1, 0, Map.of(), 0, one, one, none, none, 10)),
            one,
            one,
            0,
            1_000,
            0),
        new Stalls(10, lateMillis, 0, 0),
        slot.order().load());
  }

  private static InjectionPlan plan(Duration budget, int forks) {
    List<Variant> variants =
        List.of(new Variant("at=a", Map.of("at", "a")), new Variant("at=b", Map.of("at", "b")));
    Experiment experiment =
        new Experiment(
            "at",
            List.of("compare"),
            "mine",
            variants,
            "w",
            new Design(
                budget,
                forks,
                10_000,
                SLICE,
                Duration.ofSeconds(1),
                new Mode.Latency(new Rate.Fixed(100), Mode.Spread.POISSON),
                Metric.PRIMARY,
                null,
                7),
            "its own",
            Network.LOOPBACK);
    return InjectionPlan.of(
        experiment,
        variants.stream()
            .map(v -> new InjectionPlan.Aim(v.name(), URI.create("http://a:1"), Map.of(), ""))
            .toList(),
        WORKLOAD);
  }
}
