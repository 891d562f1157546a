package dev.tuninglab.lab.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FisherExactTest {
  @Test
  void theLadyWhoTookThreeOfFourCupsRightMayHaveGuessed() {
    assertThat(FisherExact.twoSided(3, 4, 1, 4)).isCloseTo(2 * 17 / 70.0, within(1e-12));
  }

  @Test
  void eachSmallTableHasTheProbabilityThatCountingItOutGives() {
    int ofA = 6;
    int ofB = 9;
    for (int a = 0; a <= ofA; a++) {
      for (int b = 0; b <= ofB; b++) {
        assertThat(FisherExact.twoSided(a, ofA, b, ofB))
            .as("%d of %d, %d of %d", a, ofA, b, ofB)
            .isCloseTo(countedOut(a, ofA, b, ofB), within(1e-12));
      }
    }
  }

  @Test
  void noEventsOrNothingElseTellNothingApart() {
    assertThat(FisherExact.twoSided(0, 1_000, 0, 9)).isEqualTo(1);
    assertThat(FisherExact.twoSided(7, 7, 9, 9)).isEqualTo(1);
    assertThat(FisherExact.twoSided(0, 0, 3, 9)).isEqualTo(1);
  }

  @Test
  void largeSharesThatLieFarApartDoNotOverflow() {
    assertThat(FisherExact.twoSided(0, 1_000_000, 400_000, 1_000_000)).isZero();
    assertThat(FisherExact.twoSided(400_000, 1_000_000, 0, 1_000_000)).isZero();
    assertThat(FisherExact.twoSided(5_000, 1_000_000, 5_000, 1_000_000)).isEqualTo(1);
  }

  @Test
  void moreEventsThanThereAreIsRefused() {
    assertThatThrownBy(() -> FisherExact.twoSided(5, 4, 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("events must be from 0 to all, but were 5 of 4 and 0 of 1");
  }

  private static double countedOut(int a, int ofA, int b, int ofB) {
    int events = a + b;
    double upper = 0;
    double lower = 0;
    for (int x = Math.max(0, events - ofB); x <= Math.min(events, ofA); x++) {
      double ways = choose(ofA, x) * choose(ofB, events - x);
      upper += x >= a ? ways : 0;
      lower += x <= a ? ways : 0;
    }
    return Math.min(1, 2 * Math.min(upper, lower) / choose(ofA + ofB, events));
  }

  private static double choose(int n, int k) {
    return k == 0 ? 1 : choose(n - 1, k - 1) * n / k;
  }
}
