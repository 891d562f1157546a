package com.acme.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service over HTTP, however it fetches. */
class OrdersServiceTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Map<Fetch, RunningService> SERVICES = new EnumMap<>(Fetch.class);

  private static EmbeddedPostgres database;

  @BeforeAll
  static void start() throws Exception {
    database = EmbeddedPostgres.start();
    String url = database.getJdbcUrl("postgres", "postgres");
    try (var sql = OrdersServiceTest.class.getResourceAsStream("/shop.sql");
        var connection = DriverManager.getConnection(url);
        var statement = connection.createStatement()) {
      statement.execute(new String(sql.readAllBytes(), StandardCharsets.UTF_8));
    }
    for (Fetch fetch : Fetch.values()) {
      SERVICES.put(fetch, new RunningService(url, fetch));
    }
  }

  @AfterAll
  static void stop() throws IOException {
    SERVICES.values().forEach(RunningService::close);
    database.close();
  }

  @ParameterizedTest
  @EnumSource
  void theNewestOrdersComeFirstWithTheirLinesAndProducts(Fetch fetch) throws Exception {
    JsonNode orders = json(fetch, "/orders?size=20");

    List<Long> ids = new ArrayList<>();
    for (JsonNode order : orders) {
      long id = order.get("id").asLong();
      ids.add(id);
      assertThat(order.get("lines").size()).as("order %d", id).isEqualTo((int) id % 5);
      for (int i = 0; i < order.get("lines").size(); i++) {
        JsonNode line = order.get("lines").get(i);
        assertThat(line.get("lineNo").asInt()).isEqualTo(i + 1);
        long product = 1 + (id * 7 + (i + 1) * 3L) % 20;
        assertThat(line.at("/product/sku").asString()).isEqualTo("SKU-" + product);
      }
    }
    assertThat(ids).startsWith(1L, 3L, 2L, 5L, 4L).hasSize(20);
  }

  @Test
  void bothWaysOfFetchingAnswerAlike() throws Exception {
    for (String path : List.of("/orders?size=1", "/orders?size=60", "/orders/4", "/products/3")) {
      assertThat(SERVICES.get(Fetch.GRAPH).get(path).body())
          .isEqualTo(SERVICES.get(Fetch.LAZY).get(path).body());
    }
  }

  @Test
  void byLazyLoadingAPageSendsAStatementForEachOrderAndForEachProduct() throws Exception {
    Set<Long> products = new HashSet<>();
    for (JsonNode order : json(Fetch.LAZY, "/orders?size=20")) {
      order.get("lines").forEach(line -> products.add(line.at("/product/id").asLong()));
    }

    assertThat(SERVICES.get(Fetch.LAZY).statementsOf("/orders?size=20"))
        .isEqualTo(1 + 20 + products.size());
  }

  @Test
  void byAnEntityGraphAPageSendsTwoStatementsHoweverManyOrders() throws Exception {
    assertThat(SERVICES.get(Fetch.GRAPH).statementsOf("/orders?size=1")).isEqualTo(2);
    assertThat(SERVICES.get(Fetch.GRAPH).statementsOf("/orders?size=60")).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource
  void whatDoesNotExistIsA404(Fetch fetch) throws Exception {
    assertThat(SERVICES.get(fetch).get("/orders/999").statusCode()).isEqualTo(404);
    assertThat(SERVICES.get(fetch).get("/products/999").statusCode()).isEqualTo(404);
  }

  @Test
  void aSizeOutOfRangeIsRefusedWithTheRule() throws Exception {
    assertThat(json(Fetch.GRAPH, "/orders?size=0").get("detail").asString())
        .isEqualTo("size must be a whole number from 1 to 100, but was 0");
  }

  @Test
  void itsOpenApiDocumentIsServed() throws Exception {
    assertThat(SERVICES.get(Fetch.LAZY).get("/openapi.yaml").body())
        .startsWith("openapi: 3.0.3")
        .contains("\n  /orders:\n", "\n  /orders/{id}:\n", "\n  /products/{id}:\n");
  }

  private static JsonNode json(Fetch fetch, String path) throws Exception {
    return JSON.readTree(SERVICES.get(fetch).get(path).body());
  }
}
