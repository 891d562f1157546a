package dev.tuninglab.lab.analysis.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class SearchTest {
  private static final double HIGHEST = 5_000;
  private static final double STAIR = 1.5;

  @Property(tries = 200)
  void theTruthIsFoundFromAnywhere(
      @ForAll @DoubleRange(min = 1, max = 4_900) double truth,
      @ForAll @DoubleRange(min = 1, max = 5_000) double from) {
    Search search = Search.from(from, STAIR);
    int tries = 0;
    while (!search.ended(HIGHEST)) {
      search = search.after(search.rate() <= truth, false, HIGHEST);
      assertThat(search.rate()).isLessThanOrEqualTo(HIGHEST);
      assertThat(++tries).isLessThan(100);
    }
    assertThat(search.held()).isLessThanOrEqualTo(truth);
    assertThat(search.failed()).isGreaterThan(truth);
    assertThat(search.failed() / search.held()).isLessThanOrEqualTo(Search.NARROW);
  }

  @Property(tries = 100)
  void oneTryInTenThatFailsForNoReasonOfTheServicesIsOutvoted(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Search search = Search.from(100, STAIR);
    boolean unlucky = false;
    while (!search.ended(HIGHEST)) {
      boolean holds = search.rate() <= 1_000;
      boolean stalled = !unlucky && random.nextInt(10) == 0;
      unlucky = stalled || (unlucky && search.yes() + search.no() > 0);
      search = search.after(holds && !stalled, false, HIGHEST);
    }
    assertThat(search.held()).isBetween(1_000 / Search.NARROW, 1_000.0);
    assertThat(search.failed()).isBetween(1_000.0, 1_000 * Search.NARROW);
  }

  @Test
  void aServiceThatHoldsTheHighestRateHoldsAtLeastThat() {
    Search search = Search.from(4_000, STAIR);
    while (!search.ended(HIGHEST)) {
      search = search.after(true, false, HIGHEST);
    }
    assertThat(search.held()).isEqualTo(HIGHEST);
    assertThat(search.failed()).isInfinite();
  }

  @Test
  void aServiceThatHoldsNothingHoldsNothing() {
    Search search = Search.from(100, STAIR);
    int tries = 0;
    while (!search.ended(HIGHEST)) {
      search = search.after(false, false, HIGHEST);
      tries++;
    }
    assertThat(search.held()).isZero();
    assertThat(tries).as("stairs down grow").isLessThanOrEqualTo(12);
  }

  @Test
  void aStepEndsAsSoonAsTheMajorityIsCertain() {
    Search once = Search.from(100, STAIR).after(true, false, HIGHEST);
    assertThat(once.rate()).isEqualTo(100);
    assertThat(once.after(true, false, HIGHEST).rate()).isEqualTo(150);
    assertThat(once.after(false, false, HIGHEST).rate()).isEqualTo(100);
    assertThat(once.after(false, false, HIGHEST).after(false, false, HIGHEST).failed())
        .isEqualTo(100);
  }

  @Test
  void aClearTryDecidesAStepAtOnce() {
    assertThat(Search.from(100, STAIR).after(true, true, HIGHEST).held()).isEqualTo(100);
    assertThat(Search.from(100, STAIR).after(false, true, HIGHEST).failed()).isEqualTo(100);
  }

  @Test
  void aJvmThatGetsFasterWhileItIsAskedIsNotHeldToWhatItCouldNotDoWhenItWasYoung() {
    Search search = Search.from(100, STAIR);
    double capacity = 40;
    while (!search.ended(HIGHEST)) {
      capacity = Math.min(400, capacity * 1.15);
      search = search.after(search.rate() <= capacity, false, HIGHEST);
    }
    assertThat(search.held()).isBetween(400 / Search.NARROW, 400.0);
  }

  @Test
  void aMachineThatNeverStaysTheSameEndsTheSearchAllTheSame() {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 1_000; i++) {
      Search search = Search.from(100, STAIR);
      int tries = 0;
      while (!search.ended(HIGHEST)) {
        search = search.after(random.nextBoolean(), random.nextBoolean(), HIGHEST);
        assertThat(++tries).isLessThan(200);
      }
    }
  }
}
