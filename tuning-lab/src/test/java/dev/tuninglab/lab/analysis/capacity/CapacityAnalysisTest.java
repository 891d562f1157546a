package dev.tuninglab.lab.analysis.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuninglab.lab.analysis.Estimate;
import dev.tuninglab.lab.analysis.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CapacityAnalysisTest {
  private static final double HIGHEST = 5_000;
  private static final int EXPERIMENTS = 1_000;

  /**
   * A service whose JVMs differ, and that holds a rate more often the further below its capacity it
   * lies.
   *
   * @param capacity at which one of two tries holds
   * @param jvms standard deviation of the logarithm of the JVMs' capacities
   * @param tries how far, as a share, one has to go from always to never, about
   */
  private record Service(double capacity, double jvms, double tries) {
    private List<Step> searched(int forks, Random random, double[] shared) {
      List<Step> steps = new ArrayList<>();
      for (int fork = 1; fork <= forks; fork++) {
        double own = capacity * Math.exp(jvms * random.nextGaussian() + shared[fork - 1]);
        double from = 0.8 * capacity * Math.pow(1.25, random.nextDouble() - 0.5);
        Search search = Search.from(from, 1.25);
        while (!search.ended(HIGHEST)) {
          double ease = Math.log(own / search.rate()) / tries * 4;
          boolean held = random.nextDouble() < 1 / (1 + Math.exp(-ease));
          steps.add(new Step(fork, search.rate(), held, false));
          search = search.after(held, false, HIGHEST);
        }
      }
      return steps;
    }
  }

  private static double[] alike(int forks) {
    return new double[forks];
  }

  @Test
  void theIntervalHoldsTheTruthAsOftenAsItSays() {
    Random random = new Random(1);
    for (Service service :
        List.of(
            new Service(400, 0.05, 0.02),
            new Service(400, 0.05, 0.15),
            new Service(90, 0.15, 0.05),
            new Service(2_000, 0.005, 0.01))) {
      int covered = 0;
      for (int i = 0; i < EXPERIMENTS; i++) {
        List<Bracket> brackets = Bracket.of(service.searched(5, random, alike(5)));
        Estimate estimate = CapacityAnalysis.of(brackets).orElseThrow();
        covered +=
            estimate.low() <= service.capacity && service.capacity <= estimate.high() ? 1 : 0;
      }
      assertThat(covered / (double) EXPERIMENTS).as("%s", service).isBetween(0.92, 1.0);
    }
  }

  @Test
  void equalVariantsAreSeldomCalledDifferentAndHalvesAlways() {
    Random random = new Random(2);
    Service whole = new Service(400, 0.05, 0.1);
    Service half = new Service(200, 0.05, 0.1);
    int wrong = 0;
    int right = 0;
    for (int i = 0; i < EXPERIMENTS; i++) {
      double[] machine = random.doubles(5, -0.2, 0.2).toArray();
      List<Bracket> baseline = Bracket.of(whole.searched(5, random, machine));
      Map<String, List<Bracket>> candidates = new LinkedHashMap<>();
      candidates.put("same", Bracket.of(whole.searched(5, random, machine)));
      candidates.put("half", Bracket.of(half.searched(5, random, machine)));
      List<CapacityAnalysis.Ratio> ratios = CapacityAnalysis.compare(baseline, candidates, 0.05);
      Verdict same = ratios.get(0).verdict();
      wrong += same == Verdict.FASTER || same == Verdict.SLOWER ? 1 : 0;
      right += ratios.get(1).verdict() == Verdict.SLOWER ? 1 : 0;
    }
    assertThat(wrong / (double) EXPERIMENTS).isLessThan(0.06);
    assertThat(right / (double) EXPERIMENTS).isGreaterThan(0.98);
  }

  @Test
  void aBracketIsWhatMostTriesSay() {
    List<Step> steps =
        List.of(
            new Step(1, 100, true, false),
            new Step(1, 100, false, false),
            new Step(1, 100, true, false),
            new Step(1, 105, false, false),
            new Step(1, 105, false, false),
            new Step(1, 120, false, false),
            new Step(1, 120, false, false),
            new Step(2, 100, true, false));
    List<Bracket> brackets = Bracket.of(steps);
    assertThat(brackets)
        .containsExactly(new Bracket(1, 100, 105), new Bracket(2, 0, Double.POSITIVE_INFINITY));
    assertThat(brackets.get(0).found()).isTrue();
    assertThat(brackets.get(1).found()).as("tried once").isFalse();
    assertThat(CapacityAnalysis.of(brackets)).as("one JVM is no sample").isEmpty();
  }

  @Test
  void jvmsThatAgreeByChanceProveNoInfinitePrecision() {
    Bracket one = new Bracket(1, 100, 105);
    Estimate estimate =
        CapacityAnalysis.of(List.of(one, new Bracket(2, 100, 105), new Bracket(3, 100, 105)))
            .orElseThrow();
    assertThat(estimate.low()).isLessThan(101);
    assertThat(estimate.high()).isGreaterThan(104);
  }

  @Test
  void ratiosAreOfJvmsThatTookTurns() {
    List<Bracket> baseline = List.of(new Bracket(1, 100, 104), new Bracket(2, 200, 208));
    List<Bracket> candidate =
        List.of(new Bracket(1, 200, 208), new Bracket(2, 400, 416), new Bracket(3, 9, 9.3));
    CapacityAnalysis.Ratio ratio =
        CapacityAnalysis.compare(baseline, Map.of("twice", candidate), 0.05).get(0);
    assertThat(ratio.estimate().value()).isBetween(1.999, 2.001);
    assertThat(ratio.forks()).isEqualTo(2);
    assertThat(CapacityAnalysis.compare(baseline.subList(0, 1), Map.of("twice", candidate), 0.05))
        .as("one JVM of each")
        .isEmpty();
  }
}
