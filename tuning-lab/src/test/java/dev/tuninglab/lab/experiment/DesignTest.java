package dev.tuninglab.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuninglab.lab.analysis.Metric;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DesignTest {
  @Test
  void theDefaultBudgetBuysFiveForksAndSlicesOfAThirdOfASecond() {
    Design design = plan(60, 2);
    assertThat(design.forks()).isEqualTo(5);
    assertThat(design.slice()).isEqualTo(Duration.ofMillis(350));
    assertThat(design.warmUpAtMost()).isEqualTo(Duration.ofMillis(4_200));
    assertThat(design.mode().rate()).contains(new Rate.Auto(200));
  }

  @Test
  void theLimitOfAWarmUpIsOneThatPeopleCanRead() {
    assertThat(plan(100, 3).warmUpAtMost()).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void aLargerBudgetBuysMoreForksAndLongerOnes() {
    assertThat(plan(240, 2).forks()).isEqualTo(10);
    assertThat(plan(240, 2).warmUpAtMost()).isGreaterThan(plan(60, 2).warmUpAtMost());
    assertThat(plan(3_600, 2).forks()).isEqualTo(20);
    assertThat(plan(60, 4).forks()).isEqualTo(3);
  }

  @Test
  void aPrecisionBuysMoreForksOfTheUsualLength() {
    Design design = precise(600, 2, 0.03);
    assertThat(design.forks()).isEqualTo(50);
    assertThat(design.warmUpAtMost()).isEqualTo(plan(60, 2).warmUpAtMost());
    assertThat(precise(120, 2, 0.03).forks()).isEqualTo(10);
    assertThat(precise(60, 2, 0.03).forks()).isEqualTo(5);
  }

  @Test
  void theFirstForkMayWarmUpForLongerAndAllStayWithinTheBudget() {
    Design design = plan(60, 2);
    assertThat(design.warmUpAtMost(1)).isEqualTo(Duration.ofMillis(8_200));
    assertThat(design.warmUpAtMost(2)).isEqualTo(Duration.ofMillis(4_200));
    assertThat(design.shareUpTo(1)).isEqualTo(Duration.ofMillis(15_200));
    assertThat(design.shareUpTo(5)).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void aWarmUpLeavesRoomForSixRoundsOrAsManyAsAreAskedFor() {
    assertThat(plan(60, 2).measuringAtLeast(2, 2)).isEqualTo(Duration.ofMillis(8 * 2 * 350));
    Design four = plan(60, OptionalInt.empty(), OptionalInt.of(4), Optional.empty());
    assertThat(four.measuringAtLeast(2, 2)).isEqualTo(Duration.ofMillis(6 * 2 * 350));
  }

  @Property
  void aForkAlwaysHasRoomForItsWarmUpAndSomeRounds(
      @ForAll @IntRange(min = 10, max = 3_600) int seconds,
      @ForAll @IntRange(min = 2, max = 8) int variants) {
    Design design = plan(seconds, variants);
    Duration round = design.slice().multipliedBy(variants);
    Duration needed = design.warmUpAtMost().plus(round.multipliedBy(Design.FEWEST_ROUNDS));
    assertThat(needed).isLessThan(design.budget().dividedBy(design.forks()).multipliedBy(2));
    assertThat(design.slice()).isBetween(Duration.ofMillis(200), Duration.ofSeconds(1));
  }

  @Test
  void whatCannotBeMeasuredIsRefused() {
    refused("--budget must be at least 10s for 2 forks, but was 9s", () -> plan(9, 2));
    refused(
        "--forks must be at least 2 (one JIT plan is one sample), but was 1",
        () -> plan(60, OptionalInt.of(1), OptionalInt.empty(), Optional.empty()));
    refused(
        "--rounds must be at least 3, but was 2",
        () -> plan(60, OptionalInt.empty(), OptionalInt.of(2), Optional.empty()));
    refused(
        "--rate must be above 0/s and at most 5000/s, but was 6000/s",
        () -> plan(60, OptionalInt.empty(), OptionalInt.empty(), Optional.of(6_000.0)));
    refused("--precision must be from 0.5% to 50%, but was 0.1%", () -> precise(60, 2, 0.001));
    refused("--users must be from 1 to 256, but was 0", () -> new Mode.Throughput(0));
  }

  private static Design plan(int seconds, int variants) {
    return plan(seconds, variants, new Rate.Auto(200));
  }

  private static Design plan(int seconds, int variants, Rate workloadRate) {
    return Design.plan(
        wishes(seconds, OptionalInt.empty(), OptionalInt.empty(), workloadRate, Optional.empty()),
        variants);
  }

  private static Design precise(int seconds, int variants, double precision) {
    return Design.plan(
        wishes(
            seconds,
            OptionalInt.empty(),
            OptionalInt.empty(),
            new Rate.Auto(200),
            Optional.of(precision)),
        variants);
  }

  private static Design plan(
      int seconds, OptionalInt forks, OptionalInt rounds, Optional<Double> rate) {
    Rate offered = rate.<Rate>map(Rate.Fixed::new).orElse(new Rate.Auto(200));
    return Design.plan(wishes(seconds, forks, rounds, offered, Optional.empty()), 2);
  }

  private static Design.Wishes wishes(
      int seconds, OptionalInt forks, OptionalInt rounds, Rate rate, Optional<Double> precision) {
    return new Design.Wishes(
        Duration.ofSeconds(seconds),
        forks,
        rounds,
        new Mode.Latency(rate, Mode.Spread.CONSTANT),
        Metric.PRIMARY,
        precision,
        OptionalLong.of(1));
  }

  private static void refused(String message, Runnable attempt) {
    assertThatThrownBy(attempt::run).isInstanceOf(BadInput.class).hasMessage(message);
  }

  @Test
  void anAutomaticRateIsHalfOfWhatTheSlowestSustainsButNeverAboveTheWorkloads() {
    Rate.Auto auto = new Rate.Auto(200);
    assertThat(auto.choose(1_000, 5_000)).isEqualTo(200);
    assertThat(auto.choose(133, 5_000)).isEqualTo(66);
    assertThat(auto.choose(25, 5_000)).isEqualTo(12);
    assertThat(auto.choose(0.1, 5_000)).isEqualTo(1);
  }

  @Test
  void whatAMultiplePromisesHoldsForEveryVariant() {
    assertThat(new Rate.Times(3).choose(100, 333)).as("all past saturation").isEqualTo(1_000);
    assertThat(new Rate.Times(0.8).choose(100, 333)).as("none past saturation").isEqualTo(80);
    assertThat(new Rate.Times(10).choose(100, 900)).as("at most").isEqualTo(Rate.HIGHEST);
    assertThat(new Rate.Times(2).choose(0.1, 0.2)).as("at least").isEqualTo(1);
  }

  @Test
  void aMultipleIsReadAsItIsWritten() {
    for (String text : new String[] {"3x", "0.5x", "2.25x", "10x"}) {
      assertThat(Rate.parse("--rate", text).text()).isEqualTo(text);
    }
    refused(
        "--rate must be above 0x and at most 10x, but was '10.1x'",
        () -> Rate.parse("--rate", "10.1x"));
    assertThat(plan(60, 2, new Rate.Times(3)).mode().rate()).contains(new Rate.Times(3));
  }
}
