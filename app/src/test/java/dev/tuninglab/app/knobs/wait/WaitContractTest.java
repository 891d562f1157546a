package dev.tuninglab.app.knobs.wait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuninglab.app.tuning.InvalidSetting;
import dev.tuninglab.app.tuning.Tuning;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for each value of the knob {@code wait}. */
class WaitContractTest {
  private static WaitSettings asked(String value) {
    return WaitSettings.of(Tuning.of(List.of(WaitSettings.KNOB), Map.of("wait", value)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"50us", "119us", "120us", "121us", "1ms", "50ms"})
  void aPauseIsNeverShorterThanAsked(String value) {
    RequestWait wait = asked(value).make();
    long asked = asked(value).length().orElseThrow().toNanos();
    for (int i = 0; i < 5; i++) {
      long start = System.nanoTime();
      wait.pause();
      assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(asked);
    }
  }

  @Test
  void anInterruptDoesNotCutItShortAndIsKept() {
    RequestWait wait = asked("5ms").make();
    Thread.currentThread().interrupt();
    long start = System.nanoTime();
    wait.pause();
    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(5_000_000);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void withOffNothingIsWaitedFor() {
    assertThat(asked("off").length()).isEmpty();
    assertThat(asked("off").make()).isInstanceOf(NoRequestWait.class);
    asked("off").make().pause();
  }

  @ParameterizedTest
  @ValueSource(strings = {"49us", "51ms", "0", "1", "0.5ms", "on"})
  void whatIsOutOfItsRangeIsRefused(String value) {
    assertThatThrownBy(() -> asked(value))
        .isInstanceOf(InvalidSetting.class)
        .hasMessage(
            "wait must be off or a duration from 50us to 50ms, such as 250ms or 30s, but was '"
                + value
                + "'");
  }

  @Test
  void settingsCheckThemselves() {
    assertThatThrownBy(() -> new WaitSettings(Optional.of(Duration.ofSeconds(1))))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageEndingWith("but was '1000000us'");
  }
}
