package dev.tuninglab.lab.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuninglab.lab.experiment.Link;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** The arithmetic of a link, by a clock of the test's own. */
class LaneTest {
  @Test
  void aDelayIsHalfOfTheRoundTripEachWay() {
    Link link = Link.ofRoundTrip("rtt", "500us");
    assertThat(Lane.towardsServer(link, 0).due(1_000, 5_000)).isEqualTo(251_000);
    assertThat(Lane.towardsClient(link, 0).due(1_000, 1)).isEqualTo(251_000);
  }

  @Test
  void bothWaysTogetherMakeTheWholeRoundTrip() {
    Link odd = new Link(java.time.Duration.ofNanos(333_333), Link.UNLIMITED);
    assertThat(Lane.towardsServer(odd, 0).delayNanos() + Lane.towardsClient(odd, 0).delayNanos())
        .isEqualTo(333_333);
  }

  @Test
  void bytesAreSerialisedOneAfterTheOtherAndThenDelayed() {
    Lane lane = lane("8mbit/2ms");
    assertThat(lane.due(0, 1_000)).isEqualTo(2_000_000);
    assertThat(lane.due(0, 500)).isEqualTo(2_500_000);
    assertThat(lane.due(200_000, 1)).isEqualTo(2_501_000);
    assertThat(lane.due(9_000_000, 1_000)).isEqualTo(11_000_000);
  }

  @Test
  void aPartOfANanosecondIsRoundedUp() {
    assertThat(lane("3mbit").serialised(1)).isEqualTo(2_667);
    assertThat(lane("20mbit").serialised(1_448)).isEqualTo(579_200);
    assertThat(lane("20ms").serialised(1_448)).isZero();
  }

  @Property
  void nothingIsEarlierThanBandwidthAndDelayAllow(
      @ForAll @Size(min = 1, max = 50) List<@IntRange(min = 1, max = 16_384) Integer> sizes,
      @ForAll @LongRange(min = 0, max = 2_000_000) long pause,
      @ForAll @LongRange(min = 64_000, max = 1_000_000_000) long bits,
      @ForAll @LongRange long start) {
    Lane lane = Lane.towardsServer(new Link(java.time.Duration.ofMillis(3), bits), start);
    long now = start;
    long last = start;
    long total = 0;
    for (int size : sizes) {
      long due = lane.due(now, size);
      total += size;
      assertThat(due - last).isGreaterThanOrEqualTo(size * 8_000_000_000L / bits);
      assertThat(due - now).isGreaterThanOrEqualTo(1_500_000 + size * 8_000_000_000L / bits);
      last = due;
      now += pause;
    }
    double nanos = total * 8e9 / bits;
    assertThat((double) (last - start)).isGreaterThanOrEqualTo(1_500_000 + Math.floor(nanos) - 1);
    if (pause == 0) {
      assertThat((double) (last - start)).isLessThanOrEqualTo(1_500_000 + nanos + sizes.size());
    }
  }

  @Test
  void aLongQueueLetsNobodyJoinUntilItIsShorter() {
    Lane lane = lane("8mbit/20ms");
    lane.due(0, 20_000);
    assertThat(lane.congested(0)).isFalse();
    lane.due(0, 1_000);
    assertThat(lane.congested(0)).isTrue();
    assertThat(lane.clearAt()).isEqualTo(1_000_000);
    assertThat(lane.congested(1_000_000)).isFalse();
  }

  @Test
  void withoutABandwidthThereIsNoQueue() {
    Lane lane = lane("20ms");
    lane.due(0, 1 << 30);
    assertThat(lane.congested(0)).isFalse();
  }

  @Test
  void theWindowHoldsWhatTheLinkDoesWithinBounds() {
    assertThat(lane("500us").windowBytes()).isEqualTo(65_536);
    assertThat(lane("20ms").windowBytes()).isEqualTo(1_250_000);
    assertThat(lane("1s").windowBytes()).isEqualTo(4 << 20);
    assertThat(lane("64kbit").windowBytes()).isEqualTo(65_536);
    assertThat(lane("100mbit/20ms").windowBytes()).isEqualTo(375_000 + 2 * 1_448);
  }

  private static Lane lane(String link) {
    return Lane.towardsServer(Link.parse("link", link), 0);
  }
}
