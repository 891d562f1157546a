package dev.tuninglab.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Percentage.withPercentage;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DemandTest {
  @ParameterizedTest
  @CsvSource({
    "1M/day, 11.574074",
    "10k/s, 10000",
    "500/min, 8.333333",
    "2.5M/h, 694.444444",
    "86400/d, 1",
    "1G/day, 11574.074",
    "0.5/s, 0.5",
  })
  void anEnvelopeSaysHowManyASecond(String text, double perSecond) {
    assertThat(Demand.parse("--target", text).perSecond())
        .isCloseTo(perSecond, withPercentage(0.001));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1M", "1M/week", "-5/s", "k/s", "1e6/day", "1m/s", "", "10 /s"})
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> Demand.parse("--target", text))
        .isInstanceOf(BadInput.class)
        .hasMessage(
            "--target must be requests in a time, such as 1M/day, 10k/s or 500/min, but was '"
                + text
                + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0/s", "0.0M/day"})
  void nothingIsNoTraffic(String text) {
    assertThatThrownBy(() -> Demand.parse("--target", text))
        .isInstanceOf(BadInput.class)
        .hasMessage("--target must be above zero, but was '" + text + "'");
  }
}
