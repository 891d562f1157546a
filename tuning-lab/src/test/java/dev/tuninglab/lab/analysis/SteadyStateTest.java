package dev.tuninglab.lab.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SteadyStateTest {
  @Test
  void aPlateauIsSteady() {
    assertThat(SteadyState.reached(List.of(900.0, 400.0, 101.0, 99.0, 103.0, 100.0, 98.0, 102.0)))
        .isTrue();
  }

  @Test
  void aSubjectThatStillGetsFasterIsNot() {
    assertThat(SteadyState.reached(List.of(900.0, 700.0, 500.0, 400.0, 320.0, 280.0))).isFalse();
  }

  @Test
  void fewerThanTwoWindowsSayNothing() {
    assertThat(SteadyState.reached(List.of(100.0, 100.0, 100.0, 100.0, 100.0))).isFalse();
  }

  @Test
  void oneStallDoesNotMakeItUnsteady() {
    assertThat(SteadyState.reached(List.of(100.0, 100.0, 900.0, 100.0, 100.0, 99.0))).isTrue();
  }

  @Test
  void gettingSlowerIsNotWarmingUp() {
    assertThat(SteadyState.reached(List.of(100.0, 100.0, 100.0, 150.0, 150.0, 150.0))).isTrue();
  }
}
