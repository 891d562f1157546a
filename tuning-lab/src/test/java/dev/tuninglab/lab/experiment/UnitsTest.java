package dev.tuninglab.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitsTest {
  @Property
  void everyDurationInMicrosecondsSurvivesTheRoundTrip(
      @ForAll @LongRange(min = 1, max = 10_000_000_000L) long micros) {
    Duration duration = Duration.ofNanos(micros * 1_000);
    assertThat(Units.duration("key", Units.text(duration))).isEqualTo(duration);
  }

  @ParameterizedTest
  @CsvSource({"250ms,250", "1.5s,1500", "2m,120000", "1h,3600000"})
  void durationsAreReadInTheUnitsThatPeopleType(String text, long millis) {
    assertThat(Units.duration("--budget", text)).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "60", "s", "-5s", "1e3s", "60 s", "60S", "5d"})
  void aDurationOfAnotherFormIsRefusedWithExamples(String text) {
    assertThatThrownBy(() -> Units.duration("--budget", text))
        .isInstanceOf(BadInput.class)
        .hasMessage(
            "--budget must be a time such as 250ms, 60s or 2m, but was '%s'".formatted(text));
  }

  @Test
  void aDurationOfZeroIsRefused() {
    assertThatThrownBy(() -> Units.duration("--budget", "0s"))
        .isInstanceOf(BadInput.class)
        .hasMessage("--budget must be above zero, but was '0s'");
  }

  @ParameterizedTest
  @CsvSource({"200/s,200", "0.5/s,0.5", "30/m,0.5"})
  void ratesAreReadPerSecondOrMinute(String text, double perSecond) {
    assertThat(Units.ratePerSecond("--rate", text)).isEqualTo(perSecond);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "200", "200/h", "-1/s", "/s", "fast", "1e9/s"})
  void aRateOfAnotherFormIsRefusedWithExamples(String text) {
    assertThatThrownBy(() -> Units.ratePerSecond("--rate", text))
        .isInstanceOf(BadInput.class)
        .hasMessage(
            "--rate must be a rate such as 200/s or 30/m, or 3x for three times what is sustained,"
                + " but was '%s'".formatted(text));
  }

  @Test
  void aRateOfZeroIsRefused() {
    assertThatThrownBy(() -> Units.ratePerSecond("--rate", "0/s"))
        .isInstanceOf(BadInput.class)
        .hasMessage("--rate must be above zero, but was '0/s'");
  }
}
