package dev.tuninglab.lab.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ResolutionTest {
  @Test
  void theSmallestDifferenceIsTheSumOfTwoQuantilesTimesTheError() {
    // Student's t of 4 degrees of freedom: 2.776 at 97.5%, 0.941 at 80%.
    double log = (2.7764 + 0.9410) * 0.03 / Math.sqrt(5);
    assertThat(Resolution.of(0.03, 5, 0.05)).isCloseTo(Math.expm1(log), within(1e-5));
  }

  @Test
  void moreForksAndLessSpreadSeeSmallerDifferences() {
    assertThat(Resolution.of(0.03, 6, 0.05)).isLessThan(Resolution.of(0.03, 5, 0.05));
    assertThat(Resolution.of(0.02, 5, 0.05)).isLessThan(Resolution.of(0.03, 5, 0.05));
  }

  @Test
  void anUndecidedComparisonTellsHowManyForksWouldDecideIt() {
    Comparison found = compare(0.02, 1, 2, 3, -1);
    assertThat(found.verdict()).isEqualTo(Verdict.UNDECIDED);
    int forks = found.forksToDecide().orElseThrow();
    double error = found.spread() / Math.sqrt(forks);
    double errorOfOneLess = found.spread() / Math.sqrt(forks - 1);
    double off = Math.log(found.ratio());
    assertThat(off)
        .satisfiesAnyOf(
            at -> assertThat(at).isGreaterThan(Student.twoSided(0.04, forks - 1) * error),
            at ->
                assertThat(at + Student.twoSided(0.05, forks - 1) * error)
                    .isLessThanOrEqualTo(Math.log(1.05)));
    assertThat(off).isLessThan(Student.twoSided(0.04, forks - 2) * errorOfOneLess);
    assertThat(off + Student.twoSided(0.05, forks - 2) * errorOfOneLess)
        .isGreaterThan(Math.log(1.05));
  }

  @Test
  void whatAThousandForksWouldNotDecideHasNoNumber() {
    // So noisy that not even the absence of a difference could be shown.
    Comparison found = compare(1, 4, -4, 3, -3, 0);
    assertThat(found.verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(found.forksToDecide()).isEmpty();
  }

  @Test
  void whatIsDecidedNeedsNoMoreForks() {
    assertThat(compare(0.001, 1, 2, 3, -1).forksToDecide()).isEmpty();
  }

  private static Comparison compare(double scale, double... logs) {
    return new Judge(Metric.PRIMARY, 0.05, Looks.once())
        .judge(
            Levels.contender("a", Levels.level(logs.length)),
            List.of(Levels.contender("b", Levels.timesExp(scale, logs))))
        .primary("b")
        .orElseThrow();
  }
}
