package dev.tuninglab.lab.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {
  @ParameterizedTest
  @CsvSource({
    "0.29, 0.33, FASTER",
    "0.80, 0.99, FASTER",
    "1.20, 1.50, SLOWER",
    "0.97, 1.03, SAME",
    "0.96, 0.99, SAME",
    "0.90, 1.01, UNDECIDED",
    "0.99, 1.08, UNDECIDED",
    "0.50, 2.00, UNDECIDED"
  })
  void theWholeIntervalDecides(double low, double high, Verdict expected) {
    assertThat(Verdict.of(low, high, 0.05, true, false)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"0.80, 0.99, SLOWER", "1.20, 1.50, FASTER", "0.97, 1.03, SAME"})
  void moreThroughputIsFaster(double low, double high, Verdict expected) {
    assertThat(Verdict.of(low, high, 0.05, true, true)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"0.80, 0.99, UNDECIDED", "1.20, 1.50, UNDECIDED", "0.97, 1.03, SAME"})
  void withoutTheFamilysConsentNothingIsFasterOrSlower(double low, double high, Verdict expected) {
    assertThat(Verdict.of(low, high, 0.05, false, false)).isEqualTo(expected);
  }
}
