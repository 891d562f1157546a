package dev.tuninglab.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** {@code docs/result.schema.json}, and what of our own output it has to hold. */
public final class ResultSchema {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private ResultSchema() {}

  /** As it is published: readers pass over members that they do not know. */
  static JsonNode published() {
    try {
      return JSON.readTree(new File("../docs/result.schema.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is wrong with the published form as a JSON Schema. */
  static List<Error> errorsOfItself() {
    return SCHEMAS
        .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"))
        .validate(published());
  }

  /**
   * Whether our own output is as the schema says, and holds nothing that the schema is silent on.
   */
  public static void check(String result) {
    assertThat(errors(result)).as("result.json against docs/result.schema.json").isEmpty();
  }

  static List<Error> errors(String result) {
    JsonNode schema = published();
    close(schema);
    Schema closed = SCHEMAS.getSchema(schema);
    try {
      return closed.validate(
          JSON.readTree(result),
          context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void close(JsonNode schema) {
    if (schema instanceof ObjectNode object
        && object.path("properties").isObject()
        && !object.has("additionalProperties")) {
      object.put("additionalProperties", false);
    }
    schema.forEach(ResultSchema::close);
  }
}
