package dev.tuninglab.lab.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.tuninglab.gatling.workload.Feeder;
import dev.tuninglab.gatling.workload.Workload;
import dev.tuninglab.lab.experiment.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenApiTest {
  private static final String URL = "http://localhost:8080";

  static final String SHOP =
      """
      openapi: 3.0.3
      info: { title: The Shop, version: "1" }
      servers:
        - url: https://api.example.com/{version}/
          variables: { version: { default: v2 } }
      paths:
        /health: { get: { responses: { "200": { description: up } } } }
        /orders:
          get:
            operationId: listOrders
            summary: A page of orders
            parameters:
              - { name: size, in: query, required: true, schema: { type: integer, default: 20 } }
              - { name: state, in: query, required: true, schema: { type: string, enum: [open, paid] } }
              - { name: offset, in: query, schema: { type: integer } }
            responses: { "200": { description: ok } }
          post:
            requestBody: { $ref: "#/components/requestBodies/Order" }
            responses: { "201": { description: made }, "400": { description: no } }
        /orders/{id}:
          parameters:
            - { $ref: "#/components/parameters/OrderId" }
          get: { responses: { "200": { description: ok } } }
          delete: { responses: { "204": { description: gone } } }
        /products/{id}:
          get:
            parameters:
              - { name: id, in: path, required: true, schema: { type: string, format: uuid } }
            responses: { "200": { description: ok } }
        /customers/{customer}/orders/{date}.{form}:
          get:
            security: [ { key: [] } ]
            parameters:
              - { name: customer, in: path, required: true, examples: { a: { value: 7 }, b: { value: 9 } } }
              - { name: form, in: path, required: true, schema: { enum: [json, csv] } }
            responses: { default: { description: any } }
          head: { responses: { "200": { description: ok } } }
      components:
        parameters:
          OrderId: { name: id, in: path, required: true, schema: { type: integer, minimum: 1, maximum: 500 } }
        requestBodies:
          Order:
            content:
              application/json: { schema: { $ref: "#/components/schemas/Order" } }
        schemas:
          Order:
            type: object
            required: [customer, lines, total]
            properties:
              id: { type: integer, readOnly: true }
              customer: { type: integer, example: 7 }
              note: { type: string }
              total: { type: integer, readOnly: true }
              lines: { type: array, items: { $ref: "#/components/schemas/Line" } }
          Line:
            properties: { product: { type: string, format: uuid }, of: { $ref: "#/components/schemas/Order" } }
        securitySchemes:
          key: { type: apiKey, in: header, name: X-Api-Key }
      """;

  @TempDir Path folder;

  @Test
  void operationsThatReadAreOn() throws IOException {
    String yaml = init(SHOP).yaml("lab.yaml");
    Workload workload = Written.reads(withoutSecrets(yaml));
    assertThat(Written.weights(workload))
        .containsOnly(
            entry("GET /v2/orders?size=20&state=${state}", 1),
            entry("GET /v2/orders/${order-id}", 1),
            entry("GET /v2/products/${product-id}", 1),
            entry("GET /v2/customers/${customer}/orders/${date}.${form}", 1));
    assertThat(workload.feeders())
        .containsEntry("state", new Feeder.Values(List.of("open", "paid")))
        .containsEntry("order-id", new Feeder.Uniform(1, 500, 1))
        .containsEntry("customer", new Feeder.Values(List.of("7", "9")))
        .containsEntry("form", new Feeder.Values(List.of("json", "csv")));
    assertThat(workload.requests().get(0).name()).isEqualTo("listOrders");
    assertThat(yaml)
        .contains("# A page of orders", "# May take in its query: offset")
        .contains(
            "# MADE UP: the document has no example. Put values that the service has.\n"
                + "  product-id: { values: [\"00000000-0000-4000-8000-000000000001\"] }");
    assertThat(Written.target(yaml).name()).isEqualTo("the-shop");
    assertThat(Written.target(yaml).readyPath()).isEqualTo("/v2/health");
  }

  @Test
  void operationsThatWriteAreCommentsWithABody() throws IOException {
    Workload writes = Written.writes(withoutSecrets(init(SHOP).yaml("lab.yaml")));
    assertThat(writes.requests())
        .extracting("method", "path", "expected")
        .containsExactly(
            tuple("POST", "/v2/orders", Set.of(201)),
            tuple("DELETE", "/v2/orders/${order-id}", Set.of(204)));
    assertThat(writes.requests().get(0).body())
        .as("without what is read-only, and no deeper than that a circle ends")
        .startsWith(
            "{\"customer\":7,\"lines\":[{\"product\":\"00000000-0000-4000-8000-000000000001\","
                + "\"of\":{\"customer\":7,")
        .hasSizeLessThan(1_000)
        .doesNotContain("total", "note");
    assertThat(writes.requests().get(0).headers())
        .containsOnly(entry("Content-Type", "application/json"));
  }

  @Test
  void whatAClientShowsOfItselfIsAReference() throws IOException {
    Init init = init(SHOP);
    assertThat(init.yaml("lab.yaml")).contains("\"X-Api-Key\": \"${env:X_API_KEY}\"");
    assertThat(init.report())
        .contains("secrets, to be set in the environment: X_API_KEY")
        .contains("1 health checks: /health", "1 operations of other methods: HEAD")
        .contains("note: paths begin with /v2, as the document's first server does");
  }

  @Test
  void theSameDocumentInJsonIsTheSame() throws IOException {
    String json = new ObjectMapper().writeValueAsString(new YAMLMapper().readTree(SHOP));
    assertThat(init(json).yaml("lab.yaml")).isEqualTo(init(SHOP).yaml("lab.yaml"));
  }

  @Test
  void aPathOfTheUrlStandsInThePlaceOfTheServers() throws IOException {
    Init init =
        Init.ofOpenApi(URL + "/api", Files.writeString(folder.resolve("openapi.yaml"), SHOP));
    assertThat(init.yaml("lab.yaml"))
        .contains("\"/api/orders/${order-id}\"")
        .doesNotContain("/v2/");
  }

  @Test
  void whatIsNoOpenApi3IsRefusedWithItsLine() {
    refused("", " is empty");
    refused("hello", " has no openapi: 3.x");
    refused("swagger: '2.0'", " line 1: is of Swagger 2; convert it to OpenAPI 3 first");
    refused("openapi: 3.1.0", " line 1: has no paths");
    refused("openapi: 3.1.0\npaths: {}", " holds no request to take");
    refused("openapi: \"3.1", " line 1: not YAML: ");
    refused("{\"openapi\":\n 3.1.0}", " line 2: not JSON: ");
    refused(
        SHOP.replace("#/components/parameters/OrderId", "#/components/parameters/Other"),
        " line 22: $ref #/components/parameters/Other leads nowhere");
    refused(
        SHOP.replace("#/components/parameters/OrderId", "common.yaml#/OrderId"),
        " line 22: $ref leads out of the document (common.yaml#/OrderId); bundle it into one file");
    refused(
        SHOP.replace(
            "OrderId: { name", "OrderId: { $ref: \"#/components/parameters/OrderId\", name"),
        "$ref #/components/parameters/OrderId goes round in a circle");
    refused("openapi: 3.1.0\npaths: &a { /x: *a }", " line 2: has an alias of YAML");
  }

  /** No test sets the environment. */
  private static String withoutSecrets(String yaml) {
    return yaml.replaceAll("\\$\\{env:[^}]*}", "x");
  }

  private Init init(String document) throws IOException {
    return Init.ofOpenApi(URL, Files.writeString(folder.resolve("openapi.yaml"), document));
  }

  private void refused(String document, String part) {
    assertThatThrownBy(() -> init(document))
        .isInstanceOf(BadInput.class)
        .hasMessageStartingWith("OpenAPI document " + folder.resolve("openapi.yaml"))
        .hasMessageContaining(part)
        .hasMessageNotContaining("\n");
  }
}
