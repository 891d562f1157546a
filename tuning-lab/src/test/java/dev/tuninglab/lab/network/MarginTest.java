package dev.tuninglab.lab.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class MarginTest {
  private final Margin margin = new Margin();

  @Test
  void itComesToCoverNineOfTenSleeps() {
    Random random = new Random(1);
    int covered = 0;
    for (int i = 0; i < 20_000; i++) {
      long tooLong = 10_000 + random.nextInt(20_000);
      covered += i >= 10_000 && tooLong <= margin.nanos() ? 1 : 0;
      margin.overslept(tooLong);
    }
    assertThat(covered / 10_000.0).isBetween(0.88, 0.92);
  }

  @Test
  void neitherABusyMachineNorAPerfectOneTakesItOutOfBounds() {
    for (int i = 0; i < 1_000; i++) {
      margin.overslept(10_000_000);
    }
    assertThat(margin.nanos()).isEqualTo(120_000);
    for (int i = 0; i < 10_000; i++) {
      margin.overslept(0);
    }
    assertThat(margin.nanos()).isEqualTo(5_000);
  }
}
