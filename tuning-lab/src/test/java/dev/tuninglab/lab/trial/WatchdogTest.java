package dev.tuninglab.lab.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tuninglab.lab.measure.Stalls;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongSupplier;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** With clocks of the test's own: what the machine does meanwhile is nothing to it. */
class WatchdogTest {
  /** The histogram keeps two digits. */
  private static final Offset<Long> ONE_PERCENT = within(1_000L);

  private long nanos = 5_000_000_000L;
  private long wallMicros = 1_700_000_000_000_000L;
  private final Watchdog watchdog = new Watchdog(() -> nanos, () -> wallMicros);

  @Test
  void whoWakesInTimeSawNothing() {
    naps(1_000, 1_000);
    assertThat(watchdog.lap()).isEqualTo(new Stalls(0, 0, 0, 0));
  }

  @Test
  void latenessIsWhatANapTookBeyondAMillisecond() {
    naps(1_000, 1_070);
    Stalls stalls = watchdog.lap();
    assertThat(stalls.p99Micros()).isBetween(70L, 71L);
    assertThat(stalls.maxMicros()).isBetween(70L, 71L);
    assertThat(stalls.stalledMicros()).isZero();
  }

  @Test
  void aLongStallCountsForTheWakesThatItSwallowed() {
    naps(900, 1_000);
    naps(1, 101_000);
    Stalls stalls = watchdog.lap();
    assertThat(stalls.maxMicros()).isCloseTo(100_000, ONE_PERCENT);
    assertThat(stalls.stalledMicros()).isEqualTo(100_000);
    assertThat(stalls.p99Micros()).as("10 of 1,000 wakes were later").isGreaterThan(89_000);
  }

  @Test
  void justBelowFiftyMillisecondsIsNoStall() {
    naps(1, 50_999);
    assertThat(watchdog.lap().stalledMicros()).isZero();
    naps(1, 51_000);
    assertThat(watchdog.lap().stalledMicros()).isEqualTo(50_000);
  }

  @Test
  void aStallThatIsNotOverYetBelongsToTheLapSoFarAndTheRestToTheNext() {
    pass(81_000);
    assertThat(watchdog.lap().stalledMicros()).isEqualTo(80_000);
    pass(60_000);
    watchdog.woke();
    assertThat(watchdog.lap().stalledMicros()).isEqualTo(60_000);
    assertThat(watchdog.lap()).isEqualTo(new Stalls(0, 0, 0, 0));
  }

  @Test
  void aClockThatWasSetIsFoundEitherWay() {
    naps(100, 1_000);
    wallMicros += 2_000_000;
    assertThat(watchdog.lap().clockStepMicros()).isEqualTo(2_000_000);
    wallMicros -= 300;
    naps(100, 1_000);
    assertThat(watchdog.lap().clockStepMicros()).isEqualTo(-300);
    assertThat(watchdog.lap().clockStepMicros()).isZero();
  }

  @Test
  void aRealOneWakesByItselfUntilItIsClosed() throws InterruptedException {
    CountDownLatch looks = new CountDownLatch(100);
    LongSupplier clock =
        () -> {
          looks.countDown();
          return System.nanoTime();
        };
    try (Watchdog real = Watchdog.start(clock, () -> 0)) {
      looks.await();
      assertThat(real.lap().p99Micros()).isNotNegative();
    }
  }

  private void naps(int count, long micros) {
    for (int i = 0; i < count; i++) {
      pass(micros);
      watchdog.woke();
    }
  }

  private void pass(long micros) {
    nanos += micros * 1_000;
    wallMicros += micros;
  }
}
