package dev.tuninglab.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlPlacesTest {
  private static final String TEXT =
      """
      name: mine
      knobs:
        pool: { values: [a] }
        pool.size:
          range: 1..2
      workloads:
        w:
          requests:
            - { name: first, path: / }
            - name: second
              path: x
              check:
                - json: { path: id }
      """;

  @ParameterizedTest
  @CsvSource({
    "name must be, 1",
    "knobs.pool.values must be, 3",
    "knobs.pool.size: wrong, 4",
    "knobs.pool.size.range must be, 5",
    "knobs.pool.size.default is missing, 4",
    "workloads.w.requests.second.path must be, 11",
    "workloads.w.requests.second.check.json.path must be, 13",
    "workloads.w.requests.third has, 8",
    "workloads.w: something, 7"
  })
  void anErrorStandsAtTheKeyThatItBeginsWithOrTheNearestAroundIt(String message, int line)
      throws IOException {
    assertThat(new YamlPlaces(TEXT).of(message).orElseThrow().getLineNr()).isEqualTo(line);
  }

  @Test
  void anErrorThatBeginsWithNoKeyStandsNowhere() throws IOException {
    assertThat(new YamlPlaces(TEXT).of("pool must be one of a")).isEmpty();
    assertThat(new YamlPlaces(TEXT).of("names are wrong")).isEmpty();
    assertThat(new YamlPlaces("").of("name is missing")).isEmpty();
  }
}
