package dev.tuninglab.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.tuninglab.app.knobs.Knobs;
import dev.tuninglab.app.tuning.Knob;
import dev.tuninglab.app.tuning.Values;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the target file to the code. */
@ExtendWith(TestDatabase.Provider.class)
class ShopYamlTest {
  private static JsonNode target;

  @BeforeAll
  static void read() throws IOException {
    target = new YAMLMapper().readTree(Path.of("shop.yaml").toFile());
  }

  static Stream<Knob<?>> knobs() {
    return Knobs.ALL.stream();
  }

  @Test
  void itHasTheKnobsOfTheCodeInTheirOrderThenThoseOfTheJvm() {
    List<String> names = new ArrayList<>(Knobs.ALL.stream().map(Knob::name).toList());
    names.addAll(List.of("gc", "heap", "jdk"));
    assertThat(names(target.get("knobs"))).isEqualTo(names);
  }

  @ParameterizedTest
  @MethodSource("knobs")
  void aKnobIsWhatTheCodeSays(Knob<?> knob) {
    JsonNode declared = target.get("knobs").get(knob.name());

    assertThat(declared.get("default").isTextual()).as("quoted default").isTrue();
    assertThat(declared.get("default").asText()).isEqualTo(knob.preset());
    assertThat(declared.get("workload").asText()).isEqualTo(knob.workload());
    assertThat(declared.get("expect").asText()).isEqualTo(knob.expectation());
    assertThat(target.get("workloads").has(knob.workload())).isTrue();
    assertThat(allowed(declared)).isEqualTo(allowed(knob.values()));
  }

  @Test
  void onlyTheLabsOwnKnobsAreHidden() {
    assertThat(names(target.get("knobs")))
        .filteredOn(name -> target.get("knobs").get(name).path("hidden").asBoolean())
        .containsExactly("wait", "burn");
  }

  @Test
  void everyRequestUsesFeedersThatExist() {
    Pattern placeholder = Pattern.compile("\\$\\{([^.}]+)(\\.[0-9]+)?}");
    for (JsonNode workload : target.get("workloads")) {
      for (JsonNode request : workload.get("requests")) {
        Matcher used = placeholder.matcher(request.toString());
        while (used.find()) {
          assertThat(target.get("feeders").has(used.group(1))).as(used.group(1)).isTrue();
        }
      }
    }
  }

  @Test
  void everyRequestIsAnswered(TestDatabase database) throws Exception {
    try (TestDatabase.Copy copy = database.copy();
        TestApp app = TestApp.startAt(copy.url())) {
      for (JsonNode workload : target.get("workloads")) {
        for (JsonNode request : workload.get("requests")) {
          HttpRequest.Builder filled =
              HttpRequest.newBuilder(app.at(filled(request.get("path"))))
                  .method(
                      request.path("method").asText("GET"),
                      BodyPublishers.ofString(filled(request.path("body"))));
          request
              .path("headers")
              .properties()
              .forEach(header -> filled.header(header.getKey(), filled(header.getValue())));
          HttpResponse<String> response = app.send(filled);
          assertThat(expected(request.path("expect")))
              .as(request + " " + response.body())
              .contains(response.statusCode());
        }
      }
    }
  }

  @Test
  void aWorkloadThatWritesSaysSo() {
    for (JsonNode workload : target.get("workloads")) {
      boolean writes = false;
      for (JsonNode request : workload.get("requests")) {
        writes |= !request.path("method").asText("GET").equals("GET");
      }
      assertThat(workload.path("writes").asBoolean()).as(workload.toString()).isEqualTo(writes);
    }
  }

  /**
   * Keys are new each time; numbered variables are their number, so that they differ; a value that
   * has to be walked to is empty, as it is where the walk ends at once.
   */
  private static String filled(JsonNode text) {
    return text.asText()
        .replace("${key}", UUID.randomUUID().toString())
        .replaceAll("\\$\\{[^.}]+\\.([0-9]+)}", "$1")
        .replaceAll("\\$\\{page[0-9]+}", "")
        .replaceAll("\\$\\{[^}]+}", "5");
  }

  private static List<Integer> expected(JsonNode statuses) {
    List<Integer> allowed = new ArrayList<>();
    statuses.forEach(status -> allowed.add(status.asInt()));
    return allowed.isEmpty() ? List.of(200) : allowed;
  }

  /** Words first, then the range if there is one. */
  private static List<String> allowed(JsonNode declared) {
    List<String> allowed = new ArrayList<>();
    declared.path("values").forEach(value -> allowed.add(value.asText()));
    if (declared.has("range")) {
      allowed.add(declared.get("range").asText());
    }
    return allowed;
  }

  private static List<String> allowed(Values<?> values) {
    if (values instanceof Values.Choice<?> choice) {
      return choice.ids();
    }
    if (values instanceof Values.WordOr<?> either) {
      List<String> allowed = new ArrayList<>(List.of(either.word()));
      allowed.addAll(allowed(either.others()));
      return allowed;
    }
    if (values instanceof Values.Count count) {
      return List.of(count.min() + ".." + count.max());
    }
    Values.Span span = (Values.Span) values;
    return List.of(span.min() + ".." + span.max());
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
