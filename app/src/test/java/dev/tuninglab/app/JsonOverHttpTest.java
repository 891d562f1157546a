package dev.tuninglab.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The knob {@code json} in a running app. */
@ExtendWith(TestDatabase.Provider.class)
class JsonOverHttpTest {
  private static final List<String> PATHS =
      List.of("/orders/3", "/orders/5", "/orders", "/orders?size=100", "/orders?offset=1000000");

  @ParameterizedTest
  @ValueSource(strings = {"jackson-blackbird", "dsl-json", "postgres"})
  void everyVariantSendsTheSameBytes(String json, TestDatabase database) throws Exception {
    try (TestApp jackson = TestApp.start(database, "json=jackson");
        TestApp other = TestApp.start(database, "json=" + json)) {
      for (String path : PATHS) {
        HttpResponse<String> expected = jackson.get(path);
        HttpResponse<String> response = other.get(path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).as(path).isEqualTo(expected.body());
        for (String header : List.of("content-type", "content-length")) {
          assertThat(response.headers().allValues(header))
              .isEqualTo(expected.headers().allValues(header))
              .hasSize(1);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"jackson", "jackson-blackbird", "dsl-json", "postgres"})
  void anUnknownOrderIsAProblem(String json, TestDatabase database) throws Exception {
    try (TestApp app = TestApp.start(database, "json=" + json)) {
      HttpResponse<String> response = app.get("/orders/987654");

      assertThat(response.statusCode()).isEqualTo(404);
      assertThat(response.headers().firstValue("content-type"))
          .contains("application/problem+json");
      assertThat(TestApp.json(response).get("detail").asText())
          .isEqualTo("there is no order 987654");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"jackson", "jackson-blackbird", "dsl-json", "postgres"})
  void anOrderIsAnsweredAsItIsReadLater(String json, TestDatabase database) throws Exception {
    try (TestDatabase.Copy copy = database.copy();
        TestApp app = TestApp.startAt(copy.url(), "json=" + json)) {
      HttpResponse<String> placed =
          app.send(
              HttpRequest.newBuilder(app.at("/orders"))
                  .header("Content-Type", "application/json")
                  .header("Idempotency-Key", "json")
                  .POST(
                      BodyPublishers.ofString(
                          "{\"customerId\":1,\"lines\":[{\"productId\":2,\"quantity\":3}]}")));

      assertThat(placed.statusCode()).isEqualTo(201);
      assertThat(app.get(placed.headers().firstValue("location").orElseThrow()).body())
          .isEqualTo(placed.body());
    }
  }

  @Test
  void aPageThatTheDatabaseWritesIsOneStatementWhateverFetchSays(TestDatabase database)
      throws Exception {
    try (TestRole role = new TestRole(database, 20);
        TestApp app =
            TestApp.startAt(role.url(), "pool.size=1", "json=postgres", "fetch=n-plus-one")) {
      app.get("/orders");
      long before = role.statements();
      assertThat(app.get("/orders").statusCode()).isEqualTo(200);
      assertThat(role.statements() - before).isEqualTo(1);
    }
  }
}
