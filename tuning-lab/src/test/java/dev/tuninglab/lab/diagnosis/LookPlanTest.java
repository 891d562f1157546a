package dev.tuninglab.lab.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LookPlanTest {
  @ParameterizedTest
  @CsvSource({
    "200, 4000, 50", // what nobody would notice
    "30, 4000, 15", // half of what was offered
    "0, 100, 25", // users back to back: a quarter of what the slowest sustains
    "900, 300, 50",
    "90, 12, 3",
    "4, 2, 1", // never so low that nothing comes
  })
  void theRateIsFarBelowWhatTheSlowestSustains(double offered, double slowest, double rate) {
    assertThat(LookPlan.rate(offered, slowest)).isEqualTo(rate);
  }

  @Test
  void aLookTakesHalfOfTheBudgetWithinLimits() {
    assertThat(seconds("60s", 2)).isBetween(20.0, 40.0);
    assertThat(seconds("20s", 2)).as("it has to see something").isBetween(15.0, 30.0);
    assertThat(seconds("60s", 10)).as("of many variants").isBetween(60.0, 110.0);
    assertThat(seconds("600s", 2)).as("no more than it needs").isBetween(40.0, 60.0);
  }

  private static double seconds(String budget, int variants) {
    Duration length = Duration.parse("PT" + budget.toUpperCase(Locale.ROOT));
    return LookPlan.of(length, variants).length(variants).toMillis() / 1_000.0;
  }
}
