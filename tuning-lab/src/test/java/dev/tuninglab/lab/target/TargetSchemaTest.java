package dev.tuninglab.lab.target;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.tuninglab.lab.pattern.PatternPlaces;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code docs/lab.schema.json} says of target files what their reader takes, and nothing else. */
class TargetSchemaTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private final JsonNode schema = read(ROOT.resolve("docs/lab.schema.json"));

  private static JsonNode read(Path file) {
    try {
      return new ObjectMapper().readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(ROOT.resolve("examples"))) {
      return Stream.concat(
              Stream.of(ROOT.resolve("app/shop.yaml")),
              all.filter(file -> file.endsWith("lab.yaml"))
                  .filter(file -> !file.toString().contains("/node_modules/")))
          .toList();
    }
  }

  @Test
  void itIsASchema() {
    assertThat(
            SCHEMAS
                .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"))
                .validate(schema))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("files")
  void ourOwnTargetFilesAreAsItSays(Path file) throws IOException {
    JsonNode written = new YAMLMapper().readTree(file.toFile());
    Schema compiled = SCHEMAS.getSchema(schema);
    assertThat(compiled.validate(written)).as(file.toString()).isEmpty();
  }

  @Test
  void itsKeysAreThoseOfTheReader() {
    assertKeys("", TargetFile.class);
    assertKeys("/properties/start", TargetFile.Start.class);
    assertKeys("/properties/ready", TargetFile.Ready.class);
    assertKeys("/properties/stop", TargetFile.Stop.class);
    assertKeys("/properties/metrics", TargetFile.Metrics.class);
    assertKeys("/properties/diagnosis", TargetFile.Diagnosis.class);
    assertKeys("/properties/auth", TargetFile.Auth.class);
    assertKeys("/properties/patterns", PatternPlaces.class);
    assertKeys("/properties/knobs/additionalProperties", TargetFile.KnobEntry.class);
    String workload = "/properties/workloads/additionalProperties";
    assertKeys(workload, TargetFile.WorkloadEntry.class);
    String request = workload + "/properties/requests/items";
    assertKeys(request, TargetFile.RequestEntry.class);
    assertKeys(request + "/properties/ledger", TargetFile.Ledger.class);
    assertKeys(request + "/properties/check/items", TargetFile.Check.class);
    assertKeys(request + "/properties/check/items/properties/json", TargetFile.JsonRule.class);
  }

  @Test
  void itsFeedersAreThoseOfTheReader() {
    JsonNode kinds = schema.at("/properties/feeders/additionalProperties/oneOf");
    assertThat(kinds).hasSize(Feeders.KINDS.size());
    for (JsonNode kind : kinds) {
      String name = kind.at("/required/0").asText();
      Set<String> keys = new TreeSet<>(Feeders.KINDS.get(name));
      keys.add(name);
      assertThat(names(kind.get("properties"))).isEqualTo(keys);
      assertThat(kind.get("additionalProperties").asBoolean(true)).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name: x",
        "workloads: { w: { requests: [{ name: r, path: / }] } }",
        "{ name: x, workloads: { w: { requests: [] } } }",
        "{ name: x, workloads: { w: { requests: [{ name: r, path: r }] } } }",
        "{ name: x, redy: { path: / }, workloads: { w: { requests: [{ name: r, path: / }] } } }",
        "{ name: x, workloads: { w: { requests: [{ name: r, path: / }] } }, feeders: { f: { csv: a, step: 2 } } }"
      })
  void itRefusesWhatTheReaderRefuses(String yaml) throws IOException {
    JsonNode written = new YAMLMapper().readTree(yaml);
    assertThat(SCHEMAS.getSchema(schema).validate(written)).isNotEmpty();
  }

  private void assertKeys(String pointer, Class<? extends Record> form) {
    JsonNode object = schema.at(pointer);
    assertThat(names(object.get("properties"))).as(pointer).isEqualTo(keys(form, false));
    assertThat(object.get("additionalProperties").asBoolean(true)).as(pointer).isFalse();
    Set<String> required = new TreeSet<>();
    object.path("required").forEach(key -> required.add(key.asText()));
    assertThat(required).as("required at " + pointer).isEqualTo(keys(form, true));
  }

  private static Set<String> keys(Class<? extends Record> form, boolean required) {
    return Arrays.stream(form.getRecordComponents())
        .filter(key -> !required || isRequired(key))
        .map(TargetSchemaTest::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean isRequired(RecordComponent key) {
    JsonProperty property = key.getAccessor().getAnnotation(JsonProperty.class);
    return property != null && property.required();
  }

  private static String name(RecordComponent key) {
    JsonProperty property = key.getAccessor().getAnnotation(JsonProperty.class);
    return property == null || property.value().isEmpty() ? key.getName() : property.value();
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
