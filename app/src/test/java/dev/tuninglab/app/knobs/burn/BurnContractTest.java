package dev.tuninglab.app.knobs.burn;

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

/** What holds for each value of the knob {@code burn}. */
class BurnContractTest {
  private static BurnSettings asked(String value) {
    return BurnSettings.of(Tuning.of(List.of(BurnSettings.KNOB), Map.of("burn", value)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"50us", "1ms", "50ms"})
  void itIsNeverShorterThanAsked(String value) {
    RequestBurn burn = asked(value).make();
    long asked = asked(value).length().orElseThrow().toNanos();
    for (int i = 0; i < 5; i++) {
      long start = System.nanoTime();
      burn.spend();
      assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(asked);
    }
  }

  @Test
  void withOffNothingIsSpent() {
    assertThat(asked("off").length()).isEmpty();
    assertThat(asked("off").make()).isInstanceOf(NoRequestBurn.class);
    asked("off").make().spend();
  }

  @ParameterizedTest
  @ValueSource(strings = {"49us", "51ms", "0", "1", "0.5ms", "on"})
  void whatIsOutOfItsRangeIsRefused(String value) {
    assertThatThrownBy(() -> asked(value))
        .isInstanceOf(InvalidSetting.class)
        .hasMessage(
            "burn must be off or a duration from 50us to 50ms, such as 250ms or 30s, but was '"
                + value
                + "'");
  }

  @Test
  void settingsCheckThemselves() {
    assertThatThrownBy(() -> new BurnSettings(Optional.of(Duration.ofSeconds(1))))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageEndingWith("but was '1000000us'");
  }
}
