package com.acme.orders;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.orders.nplusone.MaxStatements;
import com.acme.orders.nplusone.NoNPlusOne;
import com.acme.orders.nplusone.Statements;
import com.acme.orders.testing.TestDatabase;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashSet;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole service over HTTP and a real PostgreSQL, with its statements counted. */
@ExtendWith(TestDatabase.Provider.class)
class OrdersServiceTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final JsonMapper JSON = new JsonMapper();

  private static ServletWebServerApplicationContext service;

  /** Puts the guard between the service and its pool. */
  static final class Watching implements BeanPostProcessor {
    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
      return bean instanceof DataSource dataSource ? Statements.watch(dataSource) : bean;
    }
  }

  @BeforeAll
  static void start(TestDatabase database) {
    service =
        (ServletWebServerApplicationContext)
            new SpringApplicationBuilder(OrdersApplication.class, Watching.class)
                .run("--server.port=0", "--spring.datasource.url=" + database.url());
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  @NoNPlusOne
  @MaxStatements(2)
  void aPageOfOrdersWithTheirLinesTakesTwoStatements() throws Exception {
    JsonNode orders = json(get("/orders?size=20"));

    assertThat(orders.size()).isEqualTo(20);
    for (JsonNode order : orders) {
      assertThat(order.get("lines").size()).isEqualTo(order.get("id").asInt() % 5);
    }
  }

  @Test
  void whoFollowsTheCursorMeetsEveryOrderOnce() throws Exception {
    Set<Long> seen = new HashSet<>();
    String cursor = "";
    do {
      JsonNode part = json(get("/orders/feed?size=7&cursor=" + cursor));
      part.get("items").forEach(order -> assertThat(seen.add(order.get("id").asLong())).isTrue());
      cursor = part.path("next").asString("");
    } while (!cursor.isEmpty());

    assertThat(seen).hasSize(TestDatabase.ORDERS);
  }

  @Test
  @MaxStatements(2)
  void aLatePartOfTheFeedIsAsCheapAsTheFirst() throws Exception {
    String next = json(get("/orders/feed?size=50")).get("next").asString();

    assertThat(json(get("/orders/feed?size=50&cursor=" + next)).get("items").size())
        .isEqualTo(TestDatabase.ORDERS - 50);
  }

  @Test
  @MaxStatements(0)
  void aForgedCursorIsRefusedBeforeTheDatabaseIsAsked() throws Exception {
    HttpResponse<String> response = get("/orders/feed?cursor=forged");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(json(response).get("detail").asString())
        .isEqualTo(
            "cursor must be the 'next' of an earlier answer to the same request; start again"
                + " without cursor");
  }

  @Test
  void aSizeOutOfRangeIsRefusedWithTheRule() throws Exception {
    assertThat(json(get("/orders/feed?size=0")).get("detail").asString())
        .isEqualTo("size must be a whole number from 1 to 1000, but was 0");
  }

  @Test
  @MaxStatements(1)
  void aHotProductIsReadOnce() throws Exception {
    for (int i = 0; i < 10; i++) {
      assertThat(json(get("/products/3")).get("sku").asString()).isEqualTo("SKU-3");
    }
  }

  @Test
  void aWriteIsVisibleToTheNextRead() throws Exception {
    for (long cents = 1; cents <= 5; cents++) {
      assertThat(put("/products/4/price", "{\"cents\": " + cents + "}").statusCode())
          .isEqualTo(204);
      assertThat(json(get("/products/4")).get("priceCents").asLong()).isEqualTo(cents);
    }
  }

  @Test
  void aProductThatDoesNotExistIsA404() throws Exception {
    assertThat(get("/products/999").statusCode()).isEqualTo(404);
    assertThat(put("/products/999/price", "{\"cents\": 1}").statusCode()).isEqualTo(404);
  }

  private static URI at(String path) {
    return URI.create("http://127.0.0.1:" + service.getWebServer().getPort() + path);
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return CLIENT.send(HttpRequest.newBuilder(at(path)).build(), BodyHandlers.ofString());
  }

  private static HttpResponse<String> put(String path, String body) throws Exception {
    return CLIENT.send(
        HttpRequest.newBuilder(at(path))
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private static JsonNode json(HttpResponse<String> response) {
    return JSON.readTree(response.body());
  }
}
