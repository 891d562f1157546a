package dev.tuninglab.lab.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CounterTextTest {
  private static final String OPEN_METRICS =
      """
      # TYPE http_requests counter
      # HELP http_requests Requests answered; http_requests_total{route="/none"} 9000
      http_requests_total{route="/orders/{id}",status="200"} 12.0 # {trace_id="a b"} 1.0 1520879607.789
      http_requests_total{route="/orders/{id}",status="404"} 3.0
      http_requests_total{route="/metrics",status="200"} 400.0
      http_requests_created{route="/orders/{id}",status="200"} 1.76e9
      http_requests_total_bytes 77
      # EOF
      """;

  @Test
  void theSeriesOfACounterAreSummedButForThoseLeftOut() {
    assertThat(sum(OPEN_METRICS, Map.of())).isEqualTo(415);
    assertThat(sum(OPEN_METRICS, Map.of("route", List.of("/metrics", "/up")))).isEqualTo(15);
    assertThat(sum(OPEN_METRICS, Map.of("status", List.of("404")))).isEqualTo(412);
    assertThat(sum(OPEN_METRICS, Map.of("rout", List.of("/metrics")))).isEqualTo(415);
  }

  @Test
  void leavingOutAllIsZeroAndNotNone() {
    assertThat(sum(OPEN_METRICS, Map.of("status", List.of("200", "404")))).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          http_requests_total 7                                  | 7
          http_requests_total 1.027e3 1395066363000              | 1027
          http_requests_total{} 7                                | 7
          http_requests_total { a = "b" , c = "d", } 7           | 7
          http_requests_total{path="a}b\\",c=\\"d"} 7             | 7
          """)
  void theFormsThatPrometheusAllowsAreRead(String line, double value) {
    assertThat(sum(line, Map.of())).isEqualTo(value);
  }

  @Test
  void escapedLabelsAreComparedAsWhatTheyStandFor() {
    String line = "http_requests_total{route=\"a\\\\b\\\"c\\nd\"} 7";
    assertThat(sum(line, Map.of("route", List.of("a\\b\"c\nd")))).isZero();
  }

  @Test
  void aCounterThatIsNotThereHasNoSumAndTheNamesThatAreThereCanBeHad() {
    CounterText text = new CounterText(OPEN_METRICS);
    assertThat(text.sum("http_requests", Map.of())).isEmpty();
    assertThat(text.names())
        .containsExactly(
            "http_requests_created", "http_requests_total", "http_requests_total_bytes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "-1", "+Inf", "many", ""})
  void whatCountsNothingIsNoNumber(String value) {
    assertThatThrownBy(() -> sum("http_requests_total{a=\"b\"} " + value, Map.of()))
        .isInstanceOf(NumberFormatException.class);
  }

  private static double sum(String text, Map<String, List<String>> except) {
    return new CounterText(text).sum("http_requests_total", except).orElseThrow();
  }
}
