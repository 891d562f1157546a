package dev.tuninglab.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tuninglab.app.knobs.Knobs;
import dev.tuninglab.app.tuning.Knob;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabase.Provider.class)
class OperatorTest {
  @Test
  void tuningShowsEveryKnobAsText(TestDatabase database) throws Exception {
    try (TestApp app = TestApp.start(database)) {
      JsonNode tuning = TestApp.json(app.get("/tuning"));
      for (Knob<?> knob : Knobs.ALL) {
        assertThat(tuning.path(knob.name()).isTextual()).as(knob.name()).isTrue();
        assertThat(tuning.get(knob.name()).asText()).isEqualTo(knob.preset());
      }
    }
  }

  @Test
  void tuningShowsWhatWasSet(TestDatabase database) throws Exception {
    try (TestApp app =
        TestApp.start(database, "pool=none", "fetch=multiset", "pool.timeout=1500ms")) {
      JsonNode tuning = TestApp.json(app.get("/tuning"));
      assertThat(tuning.get("pool").asText()).isEqualTo("none");
      assertThat(tuning.get("fetch").asText()).isEqualTo("multiset");
      assertThat(tuning.get("pool.timeout").asText()).isEqualTo("1500ms");
    }
  }

  @Test
  void tuningIsForThisMachineAlone(TestDatabase database) throws Exception {
    try (OpenToAll app = OpenToAll.start(database)) {
      URI tuning = app.at("/tuning");
      HttpRequest.Builder turn =
          HttpRequest.newBuilder(tuning)
              .header("Content-Type", "application/json")
              .PUT(HttpRequest.BodyPublishers.ofString("{\"pool\": \"none\"}"));
      for (HttpRequest request : List.of(HttpRequest.newBuilder(tuning).build(), turn.build())) {
        HttpResponse<String> response =
            HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(403);
      }
    }
  }

  @Test
  void healthTellsAliveFromReady(TestDatabase database) throws Exception {
    try (TestApp app = TestApp.start(database)) {
      assertThat(app.get("/health/live").body()).isEqualTo("{\"status\":\"up\"}");
      assertThat(app.get("/health/ready").body()).isEqualTo("{\"status\":\"ready\"}");
    }
  }

  @Test
  void withoutConnectionsTheShopIsAliveButUnavailable(TestDatabase database) throws Exception {
    try (TestRole role = new TestRole(database, 5);
        TestApp app = TestApp.startAt(role.url(), "pool=none")) {
      role.limit(0);
      for (String path : new String[] {"/health/ready", "/orders/1"}) {
        HttpResponse<String> response = app.get(path);
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("retry-after").orElseThrow()).matches("[1-5]");
        assertThat(TestApp.json(response).get("detail").asText())
            .isEqualTo("the database cannot be had at the moment; try again");
      }
      assertThat(app.get("/health/live").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void whatFailsInsideIsNotShownOutside(TestDatabase database) throws Exception {
    try (TestRole role = new TestRole(database, 5);
        TestApp app = TestApp.startAt(role.url())) {
      role.forbid("product");
      HttpResponse<String> response = app.get("/products/1");

      assertThat(response.statusCode()).isEqualTo(500);
      assertThat(response.body())
          .isEqualTo(
              "{\"type\":\"about:blank\",\"title\":\"Server Error\",\"status\":500,"
                  + "\"detail\":\"the server failed; its log says why\"}");
    }
  }

  @Test
  void metricsCountRequestsByRouteAndStatus(TestDatabase database) throws Exception {
    try (TestApp app = TestApp.start(database)) {
      app.get("/orders/1");
      app.get("/orders/2");
      app.get("/orders/abc");
      app.get("/nowhere");
      HttpResponse<String> response = app.get("/metrics");

      assertThat(response.headers().firstValue("content-type").orElseThrow())
          .startsWith("application/openmetrics-text; version=1.0.0");
      assertThat(response.body())
          .contains("http_requests_total{route=\"/orders/{id}\",status=\"200\"} 2.0")
          .contains("http_requests_total{route=\"/orders/{id}\",status=\"400\"} 1.0")
          .contains("http_requests_total{route=\"unknown\",status=\"404\"} 1.0")
          .contains("http_request_duration_seconds_count{route=\"/orders/{id}\"} 3")
          .contains("db_connection_wait_seconds_count 2")
          .contains("db_connections_opened_total")
          .contains("jvm_memory_used_bytes")
          .endsWith("# EOF\n");
    }
  }
}
