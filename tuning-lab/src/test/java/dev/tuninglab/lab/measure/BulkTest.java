package dev.tuninglab.lab.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class BulkTest {
  @Test
  void theSlowestTenthHasNoSay() {
    Histogram latencies = new Histogram(3);
    latencies.recordValueWithCount(100, 45);
    latencies.recordValueWithCount(200, 45);
    latencies.recordValueWithCount(1_000_000, 10);
    assertThat(Bulk.mean(latencies)).isCloseTo(150, within(0.5));
  }

  @Test
  void aBucketThatStraddlesTheEndCountsInPart() {
    Histogram latencies = new Histogram(3);
    latencies.recordValueWithCount(100, 8);
    latencies.recordValueWithCount(1_000, 2);
    assertThat(Bulk.mean(latencies)).isCloseTo((8 * 100 + 1_000) / 9.0, within(0.5));
  }

  @Test
  void ofNothingItIsNothing() {
    assertThat(Bulk.mean(new Histogram(3))).isZero();
  }
}
