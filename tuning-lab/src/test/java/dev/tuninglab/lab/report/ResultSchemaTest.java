package dev.tuninglab.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tuninglab.lab.analysis.Metric;
import dev.tuninglab.lab.analysis.effects.Best;
import dev.tuninglab.lab.analysis.effects.Factor;
import dev.tuninglab.lab.analysis.effects.Gain;
import dev.tuninglab.lab.experiment.Gate;
import dev.tuninglab.lab.experiment.Gates;
import dev.tuninglab.lab.measure.CalibrationNote;
import dev.tuninglab.lab.measure.SomeRun;
import dev.tuninglab.lab.why.Cause;
import dev.tuninglab.lab.why.Counter;
import dev.tuninglab.lab.why.Diagnosis;
import dev.tuninglab.lab.why.Explanation;
import dev.tuninglab.lab.why.Inside;
import dev.tuninglab.lab.why.Phase;
import dev.tuninglab.lab.why.Statement;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ResultSchemaTest {
  private final ObjectMapper json = new ObjectMapper();

  @Test
  void theSchemaIsOne() {
    assertThat(ResultSchema.errorsOfItself()).isEmpty();
  }

  @Test
  void theGoldenResultIsAsTheSchemaSays() throws IOException {
    ResultSchema.check(Files.readString(Path.of("src/test/resources/golden/result.json")));
  }

  @Test
  void aResultWithGatesLinksAndCausesIsAsTheSchemaSays() {
    ResultSchema.check(JsonReport.render(full()));
  }

  @Test
  void aResultOfAlmostNothingIsAsTheSchemaSays() {
    SomeRun run = SomeRun.of(4_000, 1_200, 2, 1, 42).first(2);
    ResultSchema.check(
        JsonReport.render(
            Results.of(run.experiment(), run.recording(), run.sitting(), Diagnosis.NONE)));
  }

  @Test
  void whatTheSchemaDoesNotSayIsFound() throws IOException {
    ObjectNode result = (ObjectNode) json.readTree(JsonReport.render(full()));
    assertWrong(result.deepCopy().put("surprise", 1));
    assertWrong(result.deepCopy().put("schema", 2));
    assertWrong(result.deepCopy().put("startedAt", "yesterday"));
    assertWrong(without(result.deepCopy(), "", "plan"));
    assertWrong(without(result.deepCopy(), "/comparisons/0", "low"));
    assertWrong(with(result.deepCopy(), "/comparisons/0", "verdict", "better"));
    assertWrong(with(result.deepCopy(), "/comparisons/0", "ratio", "0.3"));
    assertWrong(with(result.deepCopy(), "/variants/0/perRequest", "sqlStatement", "1"));
    assertWrong(with(result.deepCopy(), "/why/diagnosis/variants/0/phases/0", "nanos", "1"));
  }

  static Stream<Class<?>> records() {
    return Stream.concat(
        Stream.of(Result.class, GameDayResult.class)
            .flatMap(type -> Stream.of(type.getDeclaredClasses()))
            .filter(Class::isRecord),
        Stream.of(
            CapacityResult.class,
            CapacityResult.HeldResult.class,
            CapacityResult.BracketResult.class,
            CapacityResult.TryResult.class,
            CapacityResult.MachinesResult.class,
            CapacityResult.ScalabilityResult.class,
            CapacityResult.UsersResult.class,
            CapacityResult.CapacityRatioResult.class,
            MatrixResult.class,
            MatrixResult.EffectResult.class,
            SweepResult.class,
            SweepResult.PointResult.class,
            SweepResult.KneeResult.class,
            SweepResult.FormulaResult.class,
            Factor.class,
            Best.class,
            Best.Rival.class,
            Gain.class,
            GameDayResult.class,
            CalibrationNote.class,
            Cause.class,
            Diagnosis.class,
            Explanation.class,
            Inside.class,
            Phase.class,
            Statement.class));
  }

  @ParameterizedTest
  @MethodSource("records")
  void everyComponentIsInTheSchemaAndNothingElse(Class<?> type) {
    assertSame(type, ResultSchema.published().at("/$defs/" + type.getSimpleName()));
  }

  @Test
  void theResultItselfIsInTheSchemaAndNothingElse() {
    assertSame(Result.class, ResultSchema.published());
  }

  @Test
  void countersAndMetricsAreThoseOfTheCode() {
    JsonNode defs = ResultSchema.published().at("/$defs");
    assertThat(names(defs.at("/PerRequest/properties")))
        .containsExactlyElementsOf(Arrays.stream(Counter.values()).map(Counter::id).toList());
    List<String> metrics = new ArrayList<>();
    defs.at("/ComparisonResult/properties/metric/enum").forEach(m -> metrics.add(m.asText()));
    assertThat(metrics).containsExactlyElementsOf(Metric.ALL.stream().map(Metric::name).toList());
  }

  @Test
  void everyMemberIsDescribed() {
    assertDescribed(ResultSchema.published(), "");
  }

  private static void assertDescribed(JsonNode schema, String path) {
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      assertThat(names(property.getValue()))
          .as(path + "/" + property.getKey())
          .containsAnyOf("description", "$ref");
    }
    schema.properties().forEach(m -> assertDescribed(m.getValue(), path + "/" + m.getKey()));
  }

  /** A component, or those that stand in its place. */
  private static Stream<RecordComponent> written(RecordComponent component) {
    return component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)
        ? Arrays.stream(component.getType().getRecordComponents())
        : Stream.of(component);
  }

  /** Names, and which of them may be absent: those whose null is not written. */
  private static void assertSame(Class<?> type, JsonNode schema) {
    List<String> components =
        Arrays.stream(type.getRecordComponents())
            .flatMap(ResultSchemaTest::written)
            .map(RecordComponent::getName)
            .toList();
    assertThat(names(schema.at("/properties"))).containsExactlyElementsOf(components);
    List<String> required = new ArrayList<>();
    schema.at("/required").forEach(name -> required.add(name.asText()));
    assertThat(components).containsAll(required);
    if (!type.isAnnotationPresent(JsonInclude.class)) {
      assertThat(required).as("nothing of it is ever left out").isEqualTo(components);
    }
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static void assertWrong(JsonNode result) {
    assertThat(ResultSchema.errors(result.toString())).isNotEmpty();
  }

  private static JsonNode with(JsonNode result, String at, String name, String value) {
    ((ObjectNode) result.at(at)).put(name, value);
    return result;
  }

  private static JsonNode without(JsonNode result, String at, String name) {
    ((ObjectNode) result.at(at)).remove(name);
    return result;
  }

  private static Result full() {
    SomeRun run = SomeRun.of(4_000, 1_200, 3, 4, 42);
    Gates gates =
        new Gates(
            List.of(Gate.parse("--gate", "p99<50ms"), Gate.parse("--gate", "p99.9 ratio<1.05")),
            Gates.NONE.undecided());
    return Results.of(
        run.experiment().with(gates), run.recording(), run.sitting(), SomeDiagnosis.OF_POOL);
  }
}
