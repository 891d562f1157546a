package dev.tuninglab.lab.analysis.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tuninglab.lab.analysis.Metric;
import dev.tuninglab.lab.analysis.Run;
import dev.tuninglab.lab.analysis.recovery.Recovery.Disturbance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class RecoveryTest {
  private static final double WIDTH = 0.1;
  private static final int REQUESTS = 10;

  /** 20 s steady, a fault from 20 s to 25 s, watched until 60 s. */
  private static final Disturbance FAULT = new Disturbance(0, 20, 20, 25, 60, 5);

  @Test
  void aStallShowsFromItsBeginAndIsOverWhenLatenciesAreBack() {
    Recovery recovery =
        Recovery.of(course(600, i -> i >= 200 && i < 250 ? slow(i) : usual(i)), FAULT);

    assertThat(recovery.noticedAfter()).hasValue(0);
    assertThat(recovery.returnedAfter()).hasValue(0);
    assertThat(recovery.recoveredAfter()).hasValue(0);
    assertThat(recovery.relapsedAfter()).isEmpty();
    assertThat(recovery.lost()).isZero();
    assertThat(recovery.during().offered()).isEqualTo(500);
    assertThat(recovery.during().latency(Metric.named("p50").orElseThrow()).orElseThrow())
        .isGreaterThan(1_000_000);
  }

  @Test
  void whatComesBackForAMomentHasReturnedButHasNotRecovered() {
    // Back for 2 s after a fault that ended at 25 s, then gone again until 33 s.
    Recovery recovery =
        Recovery.of(
            course(600, i -> i >= 200 && i < 330 && (i < 260 || i >= 280) ? failing() : usual(i)),
            FAULT);

    assertThat(recovery.returnedAfter()).hasValue(1.0);
    assertThat(recovery.recoveredAfter().orElseThrow()).isEqualTo(8.0, within(1e-9));
    assertThat(recovery.lost()).isEqualTo(REQUESTS * 110);
    assertThat(recovery.during().failed()).isEqualTo(Map.of("timeout", 500L));
    assertThat(recovery.after().failed()).isEqualTo(Map.of("timeout", 600L));
    assertThat(recovery.before().failed()).isEmpty();
  }

  @Test
  void whatNeverComesBackIsNotRecovered() {
    Recovery recovery = Recovery.of(course(600, i -> i >= 210 ? failing() : usual(i)), FAULT);

    assertThat(recovery.noticedAfter().orElseThrow()).isEqualTo(1.0, within(1e-9));
    assertThat(recovery.returnedAfter()).isEmpty();
    assertThat(recovery.recoveredAfter()).isEmpty();
  }

  @Test
  void whatComesBackTooLateToStayIsNotRecovered() {
    Recovery recovery =
        Recovery.of(course(600, i -> i >= 200 && i < 560 ? failing() : usual(i)), FAULT);

    assertThat(recovery.returnedAfter().orElseThrow()).isEqualTo(31.0, within(1e-9));
    assertThat(recovery.recoveredAfter()).isEmpty();
  }

  @Test
  void whatGoesAwayAgainAfterTheTimeAskedForHasRelapsed() {
    Recovery recovery =
        Recovery.of(
            course(600, i -> (i >= 200 && i < 250) || i >= 400 ? failing() : usual(i)), FAULT);

    assertThat(recovery.recoveredAfter()).hasValue(0);
    assertThat(recovery.relapsedAfter().orElseThrow()).isEqualTo(15.0, within(1e-9));
  }

  @Test
  void aFaultThatDoesNothingIsNotNoticed() {
    Recovery recovery = Recovery.of(course(600, RecoveryTest::usual), FAULT);

    assertThat(recovery.noticedAfter()).isEmpty();
    assertThat(recovery.recoveredAfter()).hasValue(0);
    assertThat(recovery.falseAlarm()).isLessThanOrEqualTo(0.01);
  }

  @Test
  void aHiccupBeforeTheFaultHardlyWidensTheBand() {
    Recovery calm = Recovery.of(course(600, RecoveryTest::usual), FAULT);
    Recovery hiccup = Recovery.of(course(600, i -> i / 3 == 10 ? slow(i) : usual(i)), FAULT);

    assertThat(hiccup.band().highestP99Micros())
        .isCloseTo(calm.band().highestP99Micros(), within(10.0));
    assertThat(hiccup.noticedAfter()).isEmpty();
  }

  @Test
  void refusalsAreNoticedThoughTheAdmittedAreQuick() {
    Recovery recovery =
        Recovery.of(course(600, i -> i >= 200 && i < 250 ? refusing(i) : usual(i)), FAULT);

    assertThat(recovery.noticedAfter()).hasValue(0);
    assertThat(recovery.during().refused()).isEqualTo(250);
    assertThat(recovery.lost()).isEqualTo(250);
  }

  @Test
  void aShortOutageIsNoticedByItsLosses() {
    // 0.3 s, where nothing was ever lost before.
    Recovery recovery =
        Recovery.of(course(600, i -> i >= 200 && i < 203 ? failing() : usual(i)), FAULT);

    assertThat(recovery.lossRun()).isEqualTo(3);
    assertThat(recovery.noticedAfter()).hasValue(0);
  }

  @Test
  void lossesThatWereThereBeforeAreNotChargedToTheFault() {
    IntFunction<Moment> alwaysSome = i -> i % 2 == 0 ? refusing(i) : usual(i);
    Recovery recovery = Recovery.of(course(600, alwaysSome), FAULT);

    assertThat(recovery.noticedAfter()).isEmpty();
    assertThat(recovery.lost()).isEqualTo(0, within(1e-6));
  }

  @Test
  void momentsInWhichNothingWasDueAreNothingUnusual() {
    Recovery recovery = Recovery.of(course(600, i -> i % 3 == 0 ? moment(0, 0) : usual(i)), FAULT);

    assertThat(recovery.noticedAfter()).isEmpty();
    assertThat(recovery.recoveredAfter()).hasValueCloseTo(0.0, within(2 * WIDTH));
  }

  @Test
  void tooLittleBeforeTheFaultIsRefused() {
    Course course = course(600, RecoveryTest::usual);
    assertThatThrownBy(() -> Recovery.of(course, new Disturbance(0, 1.9, 20, 25, 60, 5)))
        .hasMessage("a band needs 20 moments with requests, but there were 19");
    assertThatThrownBy(() -> new Disturbance(0, 20, 19, 25, 60, 5))
        .hasMessageStartingWith("instants must follow each other, but were 0.0 to 20.0, 19.0");
  }

  @Test
  void allTheMomentsOfARunBeyondALimitAreAsRareAsCounted() {
    Band band = new Band(40, 1, 1, 0, 0, 2);
    // C(2 + 3, 3) / C(40 + 3, 3)
    assertThat(band.chanceOfLatencies(3)).isEqualTo(10.0 / 12_341, within(1e-12));
    assertThat(band.chanceOfLatencies(1)).isEqualTo(3.0 / 41, within(1e-12));
    // 1 / C(40 + 2, 2)
    assertThat(band.chanceOfLosses(2)).isEqualTo(1.0 / 861, within(1e-12));
  }

  /** The promise, for latencies with a tail so heavy that they have no mean. */
  @Test
  void whereNothingHappensItIsRarelyNoticed() {
    int courses = 2_000;
    long alarms =
        LongStream.range(0, courses)
            .filter(seed -> Recovery.of(random(seed, 600, 1), FAULT).noticedAfter().isPresent())
            .count();
    double promised = Recovery.of(random(0, 600, 1), FAULT).falseAlarm();
    assertThat(promised).isBetween(0.0, 0.01);
    // The promise, and four standard errors.
    assertThat(alarms)
        .isLessThanOrEqualTo(Math.round(courses * promised + 4 * Math.sqrt(courses * promised)));
  }

  @Property(tries = 50)
  void whatIsLaterByAsMuchIsTheSame(
      @ForAll @LongRange(min = 0, max = 1_000_000) long seed,
      @ForAll @IntRange(min = 1, max = 100) int shift) {
    List<Moment> moments = disturbed(seed, 1).moments();
    List<Moment> later = new ArrayList<>(moments.subList(0, shift));
    later.addAll(moments);
    double by = shift * WIDTH;
    Recovery first = Recovery.of(new Course(WIDTH, moments), FAULT);
    Recovery second =
        Recovery.of(
            new Course(WIDTH, later), new Disturbance(by, 20 + by, 20 + by, 25 + by, 60 + by, 5));

    assertThat(second.band()).isEqualTo(first.band());
    same(second.noticedAfter(), first.noticedAfter(), 1);
    same(second.returnedAfter(), first.returnedAfter(), 1);
    same(second.recoveredAfter(), first.recoveredAfter(), 1);
    same(second.relapsedAfter(), first.relapsedAfter(), 1);
    assertThat(second.lost()).isEqualTo(first.lost());
  }

  @Property(tries = 50)
  void aSlowerMachineHasTheSameInstants(
      @ForAll @LongRange(min = 0, max = 1_000_000) long seed,
      @ForAll @IntRange(min = 2, max = 50) int factor) {
    Recovery first = Recovery.of(disturbed(seed, 1), FAULT);
    Recovery second = Recovery.of(disturbed(seed, factor), FAULT);

    assertThat(second.band().highestP99Micros())
        .isEqualTo(factor * first.band().highestP99Micros(), within(1e-3));
    same(second.noticedAfter(), first.noticedAfter(), 1);
    same(second.recoveredAfter(), first.recoveredAfter(), 1);
    assertThat(second.lost()).isEqualTo(first.lost());
  }

  private static void same(OptionalDouble one, OptionalDouble other, double factor) {
    assertThat(one.isPresent()).isEqualTo(other.isPresent());
    if (one.isPresent()) {
      assertThat(one.getAsDouble()).isEqualTo(factor * other.getAsDouble(), within(1e-6));
    }
  }

  private static Course course(int moments, IntFunction<Moment> make) {
    List<Moment> all = new ArrayList<>();
    for (int i = 0; i < moments; i++) {
      all.add(make.apply(i));
    }
    return new Course(WIDTH, all);
  }

  /** Steady with heavy tails, then slow and partly failing for a while that the seed decides. */
  private static Course disturbed(long seed, int factor) {
    List<Moment> moments = new ArrayList<>(random(seed, 600, factor).moments());
    SplittableRandom random = new SplittableRandom(~seed);
    int from = 200 + random.nextInt(30);
    int to = from + 5 + random.nextInt(200);
    for (int i = from; i < to; i++) {
      moments.set(i, random.nextInt(3) == 0 ? failing() : moment(0, 0, 900_000_000L * factor));
    }
    return new Course(WIDTH, moments);
  }

  /** Pareto latencies with an exponent of 0.9. */
  private static Course random(long seed, int moments, int factor) {
    SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L);
    return course(
        moments,
        i -> {
          long[] latencies = new long[REQUESTS];
          for (int j = 0; j < REQUESTS; j++) {
            double pareto = Math.pow(1 - random.nextDouble(), -1 / 0.9);
            latencies[j] = factor * (long) Math.min(1e8, 1_000 * pareto);
          }
          return moment(0, 0, latencies);
        });
  }

  private static Moment usual(int i) {
    return moment(0, 0, latencies(REQUESTS, 1_000 + i * 37 % 100));
  }

  private static Moment slow(int i) {
    return moment(0, 0, latencies(REQUESTS, 2_000_000 + i));
  }

  private static Moment failing() {
    return moment(0, REQUESTS);
  }

  private static Moment refusing(int i) {
    return moment(REQUESTS / 2, 0, latencies(REQUESTS / 2, 1_000 + i * 37 % 100));
  }

  private static long[] latencies(int count, long from) {
    return LongStream.range(0, count).map(i -> from + i).toArray();
  }

  private static Moment moment(long refused, long timeouts, long... latencies) {
    TreeMap<Long, Long> counted = new TreeMap<>();
    for (long latency : latencies) {
      counted.merge(latency, 1L, Long::sum);
    }
    TreeMap<String, Long> failed = new TreeMap<>();
    if (timeouts > 0) {
      failed.put("timeout", timeouts);
    }
    Run run =
        new Run(
            1,
            1,
            WIDTH,
            counted.keySet().stream().mapToLong(Long::longValue).toArray(),
            counted.values().stream().mapToLong(Long::longValue).toArray());
    return new Moment(latencies.length + refused + timeouts, refused, failed, run);
  }
}
