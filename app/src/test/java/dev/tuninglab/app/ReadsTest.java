package dev.tuninglab.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabase.Provider.class)
class ReadsTest {
  private static TestApp app;

  @BeforeAll
  static void start(TestDatabase database) {
    app = TestApp.start(database);
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  @Test
  void anOrderComesWithItsLinesAndTheirProducts() throws Exception {
    HttpResponse<String> response = app.get("/orders/3");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("content-type")).contains("application/json");
    assertThat(response.headers().firstValueAsLong("content-length")).isPresent();
    assertThat(response.body())
        .isEqualTo(
            """
            {"id":3,"customerId":4,"status":"placed","placedAt":"2026-05-31T23:00:00.123456Z",\
            "totalCents":5400,"lines":[\
            {"lineNo":1,"product":{"id":5,"sku":"SKU-5","name":"Prodúct \\"5\\""},\
            "quantity":1,"unitPriceCents":500},\
            {"lineNo":2,"product":{"id":8,"sku":"SKU-8","name":"Prodúct \\"8\\""},\
            "quantity":2,"unitPriceCents":800},\
            {"lineNo":3,"product":{"id":11,"sku":"SKU-11","name":"Prodúct \\"11\\""},\
            "quantity":3,"unitPriceCents":1100}]}""");
  }

  @Test
  void aPageOfOrdersIsNewestFirst() throws Exception {
    assertThat(items("/orders?size=3&offset=1000000")).isEmpty();
    assertThat(items("/orders")).hasSize(20);
    assertThat(items("/orders?size=100").findValuesAsText("placedAt"))
        .isSortedAccordingTo(Comparator.reverseOrder());
  }

  @Test
  void aCustomersOrdersComeWithoutLines() throws Exception {
    JsonNode items = items("/customers/9/orders?size=2&offset=1");

    assertThat(items).hasSize(2);
    assertThat(items).allMatch(order -> order.get("customerId").asInt() == 9);
    assertThat(items).noneMatch(order -> order.has("lines"));
  }

  @Test
  void aCustomerWithoutOrdersHasAnEmptyList() throws Exception {
    assertThat(items("/customers/10/orders")).isEmpty();
  }

  @Test
  void aProductComesWithItsDescription() throws Exception {
    JsonNode product = TestApp.json(app.get("/products/20"));

    assertThat(product.get("sku").asText()).isEqualTo("SKU-20");
    assertThat(product.get("description").asText()).startsWith("long long").hasSize(2500);
    assertThat(product.get("updatedAt").asText()).endsWith("Z");
  }

  @Test
  void aListOfProductsLeavesDescriptionsOut() throws Exception {
    JsonNode items = items("/products?size=5&offset=10");

    assertThat(items.findValuesAsText("id")).isEqualTo(List.of("11", "12", "13", "14", "15"));
    assertThat(items).noneMatch(product -> product.has("description"));
  }

  @Test
  void topProductsAreThoseThatSoldMost() throws Exception {
    JsonNode items = items("/products/top?size=5");

    assertThat(items).hasSize(5);
    assertThat(items.findValues("unitsSold"))
        .extracting(JsonNode::asLong)
        .isSortedAccordingTo(Comparator.reverseOrder());
  }

  @Test
  void aHeadRequestHasTheLengthOfTheBodyThatItLeavesOut() throws Exception {
    HttpResponse<String> full = app.get("/orders/3");
    HttpResponse<String> head =
        app.send(
            HttpRequest.newBuilder(app.at("/orders/3"))
                .method("HEAD", HttpRequest.BodyPublishers.noBody()));

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.headers().firstValue("content-length"))
        .isEqualTo(full.headers().firstValue("content-length"));
  }

  private static JsonNode items(String path) throws IOException, InterruptedException {
    HttpResponse<String> response = app.get(path);
    assertThat(response.statusCode()).isEqualTo(200);
    return TestApp.json(response).get("items");
  }
}
