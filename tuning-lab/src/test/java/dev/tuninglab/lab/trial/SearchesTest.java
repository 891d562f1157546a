package dev.tuninglab.lab.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.tuninglab.gatling.Load;
import dev.tuninglab.gatling.SliceOrder;
import dev.tuninglab.gatling.SliceReport;
import dev.tuninglab.lab.analysis.capacity.Bracket;
import dev.tuninglab.lab.analysis.capacity.CapacityAnalysis;
import dev.tuninglab.lab.experiment.Experiment;
import dev.tuninglab.lab.experiment.Gates;
import dev.tuninglab.lab.measure.Recording;
import dev.tuninglab.lab.measure.Slice;
import dev.tuninglab.lab.measure.SliceLog;
import dev.tuninglab.lab.measure.SomeSearch;
import dev.tuninglab.lab.measure.Steps;
import dev.tuninglab.lab.target.SomeSubjects;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchesTest {
  @TempDir Path folder;
  private final List<SliceOrder> orders = new ArrayList<>();

  @Test
  void eachSubjectsCapacityIsFoundSideBySide() throws Exception {
    Map<String, Double> truth = Map.of("a", 90.0, "b", 2_400.0);
    Experiment experiment = SomeSearch.experiment(List.of("a", "b"), List.of(), Gates.NONE);
    Recording recording = run(experiment, truth, Earlier.none(3));
    for (String variant : truth.keySet()) {
      List<Bracket> brackets = Bracket.of(Steps.of(recording, variant, SomeSearch.SLA));
      assertThat(brackets).hasSize(3).allMatch(Bracket::found);
      assertThat(CapacityAnalysis.of(brackets).orElseThrow().value())
          .isCloseTo(truth.get(variant), withPercentage(4));
    }
    List<Slice> first = recording.measured().filter(s -> s.fork() == 1).limit(4).toList();
    assertThat(first).extracting(Slice::variant).contains("a", "b");
  }

  @Test
  void laterJvmsBeginWhereTheEarlierEndedSoTheyNeedFewerTries() throws Exception {
    Experiment experiment = SomeSearch.experiment(List.of("a"), List.of(), Gates.NONE);
    Recording recording = run(experiment, Map.of("a", 3_000.0), Earlier.none(3));
    Map<Integer, Long> tries = new LinkedHashMap<>();
    recording.measured().forEach(slice -> tries.merge(slice.fork(), 1L, Long::sum));
    assertThat(tries.get(2)).isLessThan(tries.get(1)).isLessThanOrEqualTo(10);
    assertThat(tries.get(3)).isLessThanOrEqualTo(10);
    List<Double> begun = new ArrayList<>();
    for (int fork = 1; fork <= 3; fork++) {
      int number = fork;
      Slice first = recording.measured().filter(s -> s.fork() == number).findFirst().orElseThrow();
      begun.add(((Load.Open) first.load()).ratePerSecond());
    }
    assertThat(begun).as("drawn anew in each fork").doesNotHaveDuplicates();
  }

  @Test
  void usersBackToBackComeOnceTheRateIsFound() throws Exception {
    Experiment experiment = SomeSearch.experiment(List.of("a"), List.of(1, 2, 4, 8), Gates.NONE);
    Recording recording = run(experiment, Map.of("a", 300.0), Earlier.none(3));
    List<Load> ofFork = recording.measured().filter(s -> s.fork() == 2).map(Slice::load).toList();
    assertThat(ofFork.subList(ofFork.size() - 4, ofFork.size()))
        .containsExactly(
            new Load.Closed(1), new Load.Closed(2), new Load.Closed(4), new Load.Closed(8));
    assertThat(ofFork.subList(0, ofFork.size() - 4)).allMatch(Load.Open.class::isInstance);
  }

  @Test
  void aSearchThatGoesOnBeginsWhereAnotherSittingEnded() throws Exception {
    Experiment experiment = SomeSearch.experiment(List.of("a"), List.of(), Gates.NONE);
    Recording before = run(experiment, Map.of("a", 3_000.0), new Earlier(none(), 1, List.of(1)));
    orders.clear();
    run(experiment, Map.of("a", 3_000.0), new Earlier(before, 2, List.of(2, 3)));
    SliceOrder first =
        orders.stream()
            .filter(order -> order.load() instanceof Load.Open)
            .findFirst()
            .orElseThrow();
    assertThat(((Load.Open) first.load()).ratePerSecond()).isBetween(2_500.0, 3_500.0);
  }

  @Test
  void aStepIsAsLongAsTheSlaNeeds() throws Exception {
    Experiment experiment = SomeSearch.experiment(List.of("a"), List.of(), Gates.NONE);
    run(experiment, Map.of("a", 20.0), Earlier.none(2));
    assertThat(orders)
        .filteredOn(order -> order.measured() && order.load() instanceof Load.Open)
        .allSatisfy(
            order ->
                assertThat(order.length())
                    .isEqualTo(SomeSearch.SLA.step(((Load.Open) order.load()).ratePerSecond())))
        .anyMatch(order -> order.length().compareTo(Duration.ofSeconds(2)) > 0);
  }

  private static Recording none() {
    return new Recording(0, List.of());
  }

  private Recording run(Experiment experiment, Map<String, Double> truth, Earlier earlier)
      throws Exception {
    Trial.Loader loader =
        new Trial.Loader() {
          @Override
          public void awaitReady() {}

          @Override
          public SliceReport run(SliceOrder order, Duration patience) {
            orders.add(order);
            return served(order, truth.get(order.label()));
          }
        };
    try (SliceLog log = SliceLog.create(folder)) {
      return new Trial(
              experiment,
              (fork, alive) -> SomeSubjects.asleep(alive, folder),
              loader,
              (fork, soFar) -> Optional.empty(),
              (all, subjects, slowest) -> {},
              log,
              new Silence(),
              earlier)
          .run();
    }
  }

  /** In 2 ms up to the capacity, in half a second beyond; users get the capacity. */
  private static SliceReport served(SliceOrder order, double capacity) {
    double rate = order.load() instanceof Load.Open open ? open.ratePerSecond() : capacity;
    return SomeSearch.tried(1, 1, "a", rate, rate <= capacity ? 2_000 : 500_000, null).report();
  }

  private static final class Silence implements Progress {
    @Override
    public void step(String line) {}

    @Override
    public void slice(Slice slice) {}

    @Override
    public void warning(String line) {}
  }
}
