package dev.tuninglab.lab.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ShareTest {
  @Test
  void forksThatAgreeHaveTheExactIntervalOfAShare() {
    Estimate four = estimate(new Share(2, 50), new Share(2, 50));
    assertThat(four.value()).isEqualTo(0.04);
    assertThat(four.low()).isCloseTo(0.0110, within(1e-4));
    assertThat(four.high()).isCloseTo(0.0993, within(1e-4));
    Estimate ten = estimate(new Share(5, 50), new Share(5, 50));
    assertThat(ten.low()).isCloseTo(0.0490, within(1e-4));
    assertThat(ten.high()).isCloseTo(0.1762, within(1e-4));
  }

  @Test
  void noneOfSomeIsNotNoneOfAll() {
    Estimate none = estimate(new Share(0, 50), new Share(0, 50));
    assertThat(none.value()).isZero();
    assertThat(none.low()).isZero();
    assertThat(none.high()).isCloseTo(0.0362, within(1e-4));
    Estimate all = estimate(new Share(10, 10), new Share(10, 10));
    assertThat(all.low()).isCloseTo(0.8316, within(1e-4));
    assertThat(all.high()).isEqualTo(1);
  }

  @Test
  void requestsThatFailTogetherInOneForkMakeTheIntervalWide() {
    Estimate found = estimate(new Share(0, 1_000), new Share(0, 1_000), new Share(30, 1_000));
    assertThat(found.value()).isCloseTo(0.01, within(1e-12));
    assertThat(found.low()).isZero();
    // t of 2 degrees of freedom, 4.3027, times 0.01732 over the root of 3 forks.
    assertThat(found.high()).isCloseTo(0.01 + 0.04303, within(1e-4));
  }

  @Test
  void oneForkHasNoIntervalAndOneWithoutRequestsIsNone() {
    assertThat(Share.of(List.of(new Share(0, 9_000)), Looks.once())).isEmpty();
    assertThat(Share.of(List.of(new Share(0, 9_000), new Share(0, 0)), Looks.once())).isEmpty();
  }

  @Test
  void fewerRequestsThanWouldDoForNoneLeaveTheLimitInside() {
    long enough = Share.enoughForNone(0.001, 2, Looks.once());
    assertThat(enough).isEqualTo(3_688);
    assertThat(estimate(new Share(0, 1_844), new Share(0, 1_844)).high()).isLessThan(0.001);
    assertThat(estimate(new Share(0, 1_844), new Share(0, 1_843)).high()).isGreaterThan(0.001);
  }

  @Property(tries = 200)
  void theShareLiesWithinItsIntervalAndAllWithinZeroAndOne(
      @ForAll @Size(min = 2, max = 6) List<@DoubleRange(max = 1) Double> parts,
      @ForAll @IntRange(min = 1, max = 3_000) int all) {
    List<Share> forks = parts.stream().map(part -> new Share(Math.round(part * all), all)).toList();
    Estimate found = Share.of(forks, Looks.once()).orElseThrow();
    assertThat(found.low()).isBetween(0.0, found.value());
    assertThat(found.high()).isBetween(found.value(), 1.0);
  }

  @Test
  void someAreAtMostAll() {
    assertThatThrownBy(() -> new Share(3, 2)).hasMessage("some must be from 0 to all, but were 3");
  }

  private static Estimate estimate(Share... forks) {
    return Share.of(List.of(forks), Looks.once()).orElseThrow();
  }
}
