package dev.tuninglab.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The knob {@code compress} in a running app. */
@ExtendWith(TestDatabase.Provider.class)
class CompressOverHttpTest {
  private static final String LIST = "/products?size=17&expand=description";

  @ParameterizedTest
  @CsvSource({"none, ", "gzip, gzip", "brotli, br", "zstd, zstd"})
  void aLargeAnswerIsCodedAsTheVariantSaysAndSwitchesLive(
      String variant, String coding, TestDatabase database) throws Exception {
    try (TestApp app = TestApp.start(database)) {
      assertThat(app.tune("compress", variant).statusCode()).isEqualTo(200);

      HttpResponse<String> answer = get(app, LIST, "gzip, br, zstd");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Encoding").orElse(null)).isEqualTo(coding);
      assertThat(answer.headers().firstValue("Vary").isPresent()).isEqualTo(coding != null);
    }
  }

  @Test
  void withThePresetsWhoAsksForNoCodingGetsNone(TestDatabase database) throws Exception {
    try (TestApp app = TestApp.start(database)) {
      for (String path : new String[] {LIST, "/orders?size=20", "/metrics", "/nowhere"}) {
        HttpResponse<String> answer = app.get(path);
        assertThat(answer.headers().map()).doesNotContainKey("content-encoding");
        assertThat(answer.headers().firstValue("Vary")).hasValue("Accept-Encoding");
      }
    }
  }

  @Test
  void problemsAndSmallAnswersGoOutAsTheyAre(TestDatabase database) throws Exception {
    try (TestApp app = TestApp.start(database)) {
      for (String path : new String[] {"/nowhere", "/orders/x", "/orders/1", "/health/ready"}) {
        HttpResponse<String> answer = get(app, path, "gzip");
        assertThat(answer.headers().map()).as(path).doesNotContainKey("content-encoding");
        TestApp.json(answer);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"gzip, 11, 1, 9", "brotli, 12, 0, 11", "zstd, 0, 1, 19"})
  void aLevelThatTheCodingDoesNotHaveIsRefusedAndChangesNothing(
      String variant, String level, int least, int most, TestDatabase database) throws Exception {
    try (TestApp app = TestApp.start(database)) {
      String before = app.get("/tuning").body();
      HttpResponse<String> answer = app.tune("compress", variant, "compress.level", level);

      assertThat(answer.statusCode()).isEqualTo(422);
      assertThat(TestApp.json(answer).get("detail").asText())
          .isEqualTo(
              "compress.level must be auto or from %d to %d with compress=%s, but was '%s'"
                  .formatted(least, most, variant, level));
      assertThat(app.get("/tuning").body()).isEqualTo(before);
    }
  }

  private static HttpResponse<String> get(TestApp app, String path, String accepted)
      throws Exception {
    return app.send(HttpRequest.newBuilder(app.at(path)).header("Accept-Encoding", accepted));
  }
}
