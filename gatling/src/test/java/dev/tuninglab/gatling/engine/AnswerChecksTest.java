package dev.tuninglab.gatling.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuninglab.gatling.JsonPlaces;
import dev.tuninglab.gatling.workload.JsonCheck;
import dev.tuninglab.gatling.workload.RequestSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerChecksTest {
  private static final byte[] ANSWER =
      "{\"id\":7,\"ok\":true,\"none\":null,\"items\":[{\"sku\":\"a\"},{\"sku\":\"b\"}]}"
          .getBytes(StandardCharsets.UTF_8);

  @ParameterizedTest
  @CsvSource({
    "/id,7",
    "/ok,true",
    "/items/1/sku,b",
    "$.items[*].sku,b",
    "$..sku,a",
    "/none,",
    "/items,"
  })
  void whatIsThereHolds(String path, String equals) {
    assertThat(failure(new JsonCheck(path, equals, true))).isNull();
  }

  @ParameterizedTest
  @CsvSource({"/id,70", "/items,a", "/nowhere,", "$.items[5].sku,", "$.items[*].sku,c"})
  void whatIsNotThereFailsUnderItsPath(String path, String equals) {
    assertThat(failure(new JsonCheck(path, equals, true))).isEqualTo("check:" + path);
  }

  @Test
  void whatMustNotBeThereFailsWhereItIs() {
    assertThat(failure(new JsonCheck("/error", null, false))).isNull();
    assertThat(failure(new JsonCheck("/id", null, false))).isEqualTo("check:/id");
  }

  @Test
  void aBodyInGzipIsReadAndWhatIsNoJsonFails() throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      out.write(ANSWER);
    }
    AnswerChecks checks = checks(new JsonCheck("/id", "7", true));
    assertThat(checks.failure(zipped.toByteArray(), "gzip")).isNull();
    assertThat(checks.failure(ANSWER, "gzip")).isEqualTo("check:/id");
    assertThat(checks.failure(new byte[0], null)).isEqualTo("check:/id");
    assertThat(checks.failure(new byte[AnswerChecks.MOST_BYTES + 1], null)).isEqualTo("check:/id");
  }

  @Test
  void answersAreLookedIntoAHundredTimesASecondAtMost() {
    long second = 1_000_000_000L;
    assertThat(looks(1_000, second)).isEqualTo(AnswerChecks.Allowance.A_SECOND);
    assertThat(looks(100, second)).isEqualTo(100);
    assertThat(looks(3, second)).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"$[", "$.a["})
  void aPathThatIsNoneIsRefused(String path) {
    assertThatThrownBy(() -> JsonPlaces.of(path))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("path must be a JSONPath, but was '" + path + "'");
    assertThatThrownBy(() -> new JsonCheck("id", null, true)).hasMessageContaining("but was 'id'");
  }

  private static int looks(int answers, long nanos) {
    AnswerChecks.Allowance allowance = new AnswerChecks.Allowance(0);
    int taken = 0;
    for (long i = 0; i < answers; i++) {
      taken += allowance.take(i * nanos / answers) ? 1 : 0;
    }
    return taken;
  }

  private static String failure(JsonCheck check) {
    return checks(check).failure(ANSWER, null);
  }

  private static AnswerChecks checks(JsonCheck check) {
    return new AnswerChecks(
        new RequestSpec(
            "r", "GET", "/", Map.of(), "", 1, Set.of(200), false, null, List.of(check)));
  }
}
