package dev.tuninglab.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlaTest {
  @ParameterizedTest
  @ValueSource(
      strings = {Sla.DEFAULT, "p50<=1s", "mean<20ms,refused<1%,errors<0.1%", "p99.9<1.5s,p50<5ms"})
  void whatIsReadCanBeTypedAgain(String text) {
    assertThat(Sla.parse(text).text()).isEqualTo(text);
    assertThat(Sla.parse(Sla.parse(text).text())).isEqualTo(Sla.parse(text));
  }

  @Test
  void spacesMayStandAroundRules() {
    assertThat(Sla.parse("p99 < 50ms, errors < 0.1%").text()).isEqualTo(Sla.DEFAULT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "errors<1% | must limit a latency, such as p99<50ms, or any rate would be held",
        "p99>50ms | takes upper limits of latencies, errors and refused",
        "throughput<50/s | takes upper limits of latencies, errors and refused",
        "p99 ratio<1.05 | takes upper limits of latencies, errors and refused",
        "p99<50ms,p99<60ms | limits p99 twice; once is enough",
        "p50<2s | takes latencies up to 1500ms (a step has to be 20 times as long)",
        "p99<50ms, | must be a figure, a sign",
        "p98<50ms | there is no figure 'p98'",
        "'' | must be a figure, a sign",
      })
  void whatIsNoPromiseIsRefused(String text, String message) {
    assertThatThrownBy(() -> Sla.parse(text))
        .isInstanceOf(BadInput.class)
        .hasMessageStartingWith("--sla")
        .hasMessageContaining(message);
  }

  @Test
  void aStepIsLongEnoughToSeeAQueueGrow() {
    assertThat(Sla.parse("p99<50ms").step()).isEqualTo(Duration.ofSeconds(2));
    assertThat(Sla.parse("p99<500ms").step()).isEqualTo(Duration.ofSeconds(10));
    assertThat(Sla.parse("p99<1.5s,p50<1ms").step()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void aStepHasEnoughRequestsForItsPercentile() {
    Sla sla = Sla.parse("p99<50ms");
    assertThat(sla.step(1_000)).as("many").isEqualTo(Duration.ofSeconds(2));
    assertThat(sla.step(50)).as("200 requests").isEqualTo(Duration.ofSeconds(4));
    assertThat(sla.step(1)).as("an end").isEqualTo(Duration.ofSeconds(30));
  }
}
