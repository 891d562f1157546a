package dev.tuninglab.db.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ZipfTest {
  @Property(tries = 100)
  void probabilitiesFollowThePowerLawAndSumToOne(
      @ForAll @IntRange(min = 2, max = 2_000) int n,
      @ForAll @DoubleRange(min = 0, max = 2) double skew) {
    Zipf zipf = new Zipf(n, skew);
    double sum = 0;
    for (int rank = 1; rank <= n; rank++) {
      sum += zipf.probability(rank);
    }
    assertThat(sum).isCloseTo(1, within(1e-9));
    assertThat(zipf.probability(1) / zipf.probability(n))
        .isCloseTo(Math.pow(n, skew), within(Math.pow(n, skew) * 1e-6));
  }

  @Property(tries = 100)
  void drawsStayWithinTheRanks(@ForAll @IntRange(min = 1, max = 50) int n, @ForAll long seed) {
    Zipf zipf = new Zipf(n, 0.99);
    Random64 random = new Random64(seed, 0, 0);
    for (int i = 0; i < 500; i++) {
      assertThat(zipf.next(random)).isBetween(1, n);
    }
  }

  @Test
  void ranksAreDrawnAsOftenAsTheirProbabilitySays() {
    Zipf zipf = new Zipf(100, 0.8);
    Random64 random = new Random64(7, 0, 0);
    int draws = 200_000;
    int[] seen = new int[101];
    for (int i = 0; i < draws; i++) {
      seen[zipf.next(random)]++;
    }
    for (int rank : new int[] {1, 2, 10, 100}) {
      double p = zipf.probability(rank);
      double fiveSigma = 5 * Math.sqrt(p * (1 - p) / draws);
      assertThat((double) seen[rank] / draws).isCloseTo(p, within(fiveSigma));
    }
  }
}
