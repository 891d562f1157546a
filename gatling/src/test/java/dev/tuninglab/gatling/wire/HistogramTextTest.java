package dev.tuninglab.gatling.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class HistogramTextTest {
  private static final long TWO_MINUTES = 120_000_000;

  @Test
  void aHistogramComesBackAsItWasSent() {
    Histogram sent = someLatencies();
    Histogram received = HistogramText.decode(HistogramText.encode(sent));
    assertThat(received).isEqualTo(sent);
    assertThat(received.getMaxValue()).isEqualTo(sent.getMaxValue());
    assertThat(received.getMean()).isEqualTo(sent.getMean());
    assertThat(HistogramText.encode(received)).isEqualTo(HistogramText.encode(sent));
  }

  /** A lab keeps thousands of them: flat, six a slice and 600 slices would be half a gigabyte. */
  @Test
  void aHistogramThatCameBackIsSmall() {
    Histogram received = HistogramText.decode(HistogramText.encode(someLatencies()));
    assertThat(received.getEstimatedFootprintInBytes())
        .isLessThan(someLatencies().getEstimatedFootprintInBytes() / 8);
  }

  private static Histogram someLatencies() {
    Histogram histogram = new Histogram(1, TWO_MINUTES, 3);
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 200; i++) {
      histogram.recordValue(500 + random.nextInt(3_000));
    }
    return histogram;
  }
}
