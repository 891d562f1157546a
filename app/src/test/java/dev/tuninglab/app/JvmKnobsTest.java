package dev.tuninglab.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the target file gives the JVM is what a JVM so started says of itself. */
@ExtendWith(TestDatabase.Provider.class)
@Timeout(120)
class JvmKnobsTest {
  private static final String RELEASE = String.valueOf(Runtime.version().feature());

  @ParameterizedTest
  @CsvSource({"serial, 128m", "g1, 256m", "parallel, 512m", "zgc, 1g", "g1, auto"})
  void theOptionsOfAValueTakeEffectAndAreReportedAsThatValue(
      String gc, String heap, TestDatabase database) throws Exception {
    JsonNode knobs = new YAMLMapper().readTree(Path.of("shop.yaml").toFile()).get("knobs");
    List<String> options = new ArrayList<>();
    knobs.get("gc").get("jvm").get(gc).forEach(word -> options.add(word.asText()));
    knobs.get("heap").get("jvm").get(heap).forEach(word -> options.add(word.asText()));

    JsonNode tuning = tuning(options, database);

    assertThat(tuning.get("gc").asText()).isEqualTo(gc);
    assertThat(tuning.get("heap").asText()).isEqualTo(heap);
    assertThat(tuning.get("jdk").asText()).isEqualTo(RELEASE);
  }

  @Test
  void aHeapThatNoValueStandsForIsReportedAsItIs(TestDatabase database) throws Exception {
    assertThat(tuning(List.of("-Xmx160m"), database).get("heap").asText()).isEqualTo("160m");
  }

  private static JsonNode tuning(List<String> jvm, TestDatabase database) throws Exception {
    try (AppProcess app =
        new AppProcess(jvm, "--port=0", "--db-url=" + database.url(), "--set=pool=none")) {
      URI tuning = URI.create(app.url() + "/tuning");
      return new ObjectMapper()
          .readTree(
              HttpClient.newHttpClient()
                  .send(HttpRequest.newBuilder(tuning).build(), BodyHandlers.ofString())
                  .body());
    }
  }
}
