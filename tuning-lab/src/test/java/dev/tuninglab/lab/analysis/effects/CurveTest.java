package dev.tuninglab.lab.analysis.effects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tuninglab.lab.analysis.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CurveTest {
  private static final List<String> SIZES = List.of("1", "2", "4", "8", "16", "32");
  private static final double[] POSITIONS =
      SIZES.stream().mapToDouble(size -> Math.log(Double.parseDouble(size))).toArray();
  private static final double[] HOCKEY_STICK = {389, 53, 11, 11, 11, 11.2};

  @Test
  void theKneeAndTheSmallestValueThatIsEnoughAreFound() throws TooLittle {
    Curve curve = curve(HOCKEY_STICK, 0.02, 12, 1);
    assertThat(curve.knee().position()).isEqualTo(2);
    assertThat(curve.knee().sureness()).isGreaterThan(0.9);
    assertThat(curve.enough()).hasValue(2);
    assertThat(curve.points().get(0).verdict()).isEqualTo(Verdict.SLOWER);
    assertThat(curve.points().get(1).verdict()).isEqualTo(Verdict.SLOWER);
    assertThat(curve.points().get(1).ratio()).isCloseTo(53 / 11.0, within(0.2));
  }

  @Test
  void withTooMuchNoiseNoValueIsCalledTheSame() throws TooLittle {
    Curve curve = curve(HOCKEY_STICK, 0.3, 3, 2);
    assertThat(curve.enough()).isEmpty();
    assertThat(curve.points().get(0).verdict()).isEqualTo(Verdict.SLOWER);
    assertThat(curve.points().get(4).verdict()).isEqualTo(Verdict.UNDECIDED);
  }

  @Test
  void aFlatCurveHasNoKnee() throws TooLittle {
    assertThat(curve(new double[] {11, 11, 11, 11, 11, 11}, 0.005, 6, 3).knee()).isNull();
  }

  @Test
  void aStraightCurveHasNoKnee() throws TooLittle {
    assertThat(curve(new double[] {64, 32, 16, 8, 4, 2}, 0.005, 6, 3).knee()).isNull();
  }

  @Test
  void ofThroughputMoreIsBetter() throws TooLittle {
    double[] throughput = {20, 90, 400, 410, 405, 400};
    List<Observation> seen = observations(throughput, 0.02, 12, 4);
    Curve curve =
        new CurveAnalysis(0.05, true, 1).of(new Factor("pool.size", SIZES), POSITIONS, seen);
    assertThat(curve.enough()).hasValue(2);
    assertThat(curve.points().get(0).verdict()).isEqualTo(Verdict.SLOWER);
    assertThat(curve.points().get(0).ratio()).isCloseTo(0.05, within(0.01));
    assertThat(curve.points().get(0).low()).isLessThan(curve.points().get(0).high());
  }

  /** Equal values in 300 labs: that one is called worse than the best may be wrong in 5%. */
  @Test
  void equalValuesAreSeldomToldApart() throws TooLittle {
    int wrong = 0;
    for (int lab = 0; lab < 300; lab++) {
      Curve curve = curve(new double[] {11, 11, 11, 11, 11, 11}, 0.1, 4, 100 + lab);
      wrong += curve.points().stream().anyMatch(p -> p.verdict() == Verdict.SLOWER) ? 1 : 0;
    }
    assertThat(wrong).as("15 expected at most; 4 standard deviations more are 30").isBetween(1, 30);
  }

  private static Curve curve(double[] values, double spread, int forks, long seed)
      throws TooLittle {
    return new CurveAnalysis(0.05, false, seed)
        .of(new Factor("pool.size", SIZES), POSITIONS, observations(values, spread, forks, seed));
  }

  private static List<Observation> observations(
      double[] values, double spread, int forks, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Observation> seen = new ArrayList<>();
    for (int fork = 0; fork < forks; fork++) {
      double machine = random.nextGaussian() * 0.2;
      int block = fork;
      IntStream.range(0, values.length)
          .forEach(
              level ->
                  seen.add(
                      new Observation(
                          block,
                          new Cell(List.of(level)),
                          Math.log(values[level]) + machine + random.nextGaussian() * spread)));
    }
    return seen;
  }
}
