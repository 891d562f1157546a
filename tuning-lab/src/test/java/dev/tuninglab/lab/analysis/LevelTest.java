package dev.tuninglab.lab.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.List;
import org.junit.jupiter.api.Test;

class LevelTest {
  private static final Metric P50 = Metric.PRIMARY;

  @Test
  void aLevelIsTheGeometricMeanOverForks() {
    Level level = Level.of(P50, sample(100, 400)).orElseThrow();
    assertThat(level.value()).isEqualTo(200, offset(1e-9));
    assertThat(level.spread()).isEqualTo(Math.log(4) / Math.sqrt(2), offset(1e-9));
    assertThat(level.forks()).isEqualTo(2);
    assertThat(Level.of(P50, sample(100))).as("one fork has no spread").isEmpty();
  }

  @Test
  void aKnownDelayMakesEachForksFigureLongerByAsMuch() {
    assertThat(Level.ratioWith(100, P50, sample(100, 100))).isEqualTo(2, offset(1e-9));
    assertThat(Level.ratioWith(100, P50, sample(100, 50)))
        .isEqualTo(Math.sqrt(2 * 3), offset(1e-9));
    assertThat(Level.ratioWith(0, P50, sample(100, 50))).isEqualTo(1, offset(1e-9));
  }

  @Test
  void aDelayDoesNotChangeARateThatIsOffered() {
    assertThat(Level.ratioWith(100, Metric.named("throughput").orElseThrow(), sample(100, 50)))
        .isEqualTo(1);
  }

  /** One fork for each latency, in which all requests took that. */
  private static Sample sample(long... micros) {
    Run[] runs = new Run[micros.length];
    for (int i = 0; i < micros.length; i++) {
      runs[i] = new Run(i + 1, 1, 1.0, new long[] {micros[i]}, new long[] {100});
    }
    return new Sample(List.of(runs));
  }
}
