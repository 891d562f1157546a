package dev.tuninglab.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The knob {@code page} in a running app. */
@ExtendWith(TestDatabase.Provider.class)
class PageOverHttpTest {
  private static final String FORGED =
      Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[33]);

  @ParameterizedTest
  @ValueSource(strings = {"all", "offset", "keyset"})
  void everyVariantAnswersTheSameContract(String page, TestDatabase database) throws Exception {
    try (TestApp app = TestApp.start(database, "page=" + page)) {
      List<String> ids = new ArrayList<>();
      String cursor = "";
      int answers = 0;
      do {
        HttpResponse<String> response = app.get("/orders/feed?size=13&cursor=" + cursor);
        assertThat(response.statusCode()).isEqualTo(200);
        JsonNode part = TestApp.json(response);
        ids.addAll(part.get("items").findValuesAsText("id"));
        cursor = part.path("next").asText();
        answers++;
      } while (!cursor.isEmpty());

      assertThat(ids).hasSize(TestDatabase.ORDERS).doesNotHaveDuplicates();
      assertThat(ids).startsWith("1", "3", "2", "5", "4");
      assertThat(answers).isEqualTo(page.equals("all") ? 1 : 5);
      assertThat(app.get("/orders/feed?size=1").body())
          .startsWith(
              "{\"items\":[{\"id\":1,\"customerId\":2,\"status\":\"paid\","
                  + "\"placedAt\":\"2026-06-01T00:00:00.123456Z\",\"totalCents\":");
      assertThat(app.get("/orders/feed?since=2026-06-01T00:00:00Z").body())
          .doesNotContain("\"next\"")
          .doesNotContain("\"id\":3");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"all", "offset", "keyset"})
  void aForgedCursorIsABadRequest(String page, TestDatabase database) throws Exception {
    try (TestApp app = TestApp.start(database, "page=" + page)) {
      for (String cursor : List.of(FORGED, "20", "%00%C3%A9", "=", "%20", "A".repeat(4000))) {
        HttpResponse<String> response = app.get("/orders/feed?cursor=" + cursor);

        assertThat(response.statusCode()).as(cursor).isEqualTo(400);
        JsonNode problem = TestApp.json(response);
        assertThat(problem.get("parameter").asText()).isEqualTo("cursor");
        assertThat(problem.get("detail").asText())
            .startsWith(
                "cursor must be the 'next' of an earlier answer to the same request, but was ")
            .endsWith("; start again without cursor");
      }
      assertThat(app.get("/orders/feed?cursor=%ff%F0").statusCode()).isEqualTo(400);
    }
  }

  @Test
  void aCursorIsStaleOnceAnotherVariantPages(TestDatabase database) throws Exception {
    try (TestApp app = TestApp.start(database, "page=offset")) {
      String cursor = next(app, "/orders/feed");
      assertThat(app.tune("page", "keyset").statusCode()).isEqualTo(200);
      assertThat(app.get("/orders/feed?cursor=" + cursor).statusCode()).isEqualTo(400);

      assertThat(app.tune("page", "offset").statusCode()).isEqualTo(200);
      assertThat(app.get("/orders/feed?cursor=" + cursor).statusCode())
          .as("the key outlives the shop")
          .isEqualTo(200);
    }
  }

  @Test
  void aCursorBelongsToItsFilterAndNotToItsSize(TestDatabase database) throws Exception {
    try (TestApp app = TestApp.start(database)) {
      String cursor = next(app, "/orders/feed?since=2026-05-01T00:00:00Z");

      assertThat(app.get("/orders/feed?cursor=" + cursor).statusCode()).isEqualTo(400);
      assertThat(
              app.get("/orders/feed?size=7&since=2026-05-01T00:00:00.000Z&cursor=" + cursor)
                  .statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void instancesShareCursorsWhenTheyShareTheKey(TestDatabase database) throws Exception {
    String key = Base64.getEncoder().encodeToString("0123456789abcdef0123456789abcdef".getBytes());
    Map<String, String> shared = Map.of("SHOP_CURSOR_KEY", key);
    try (TestApp one = TestApp.startWith(shared, database.url());
        TestApp other = TestApp.startWith(shared, database.url());
        TestApp stranger = TestApp.start(database)) {
      String cursor = next(one, "/orders/feed");

      assertThat(other.get("/orders/feed?cursor=" + cursor).statusCode()).isEqualTo(200);
      assertThat(stranger.get("/orders/feed?cursor=" + cursor).statusCode()).isEqualTo(400);
      assertThat(one.get("/tuning").body()).doesNotContain(key, "cursor");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "size=1001|size must be a whole number from 1 to 1000, but was '1001'",
        "since=yesterday|since must be an instant such as 2026-01-31T00:00:00Z, from 1970 to 9999,"
            + " but was 'yesterday'",
        "since=2026-02-30T00:00:00Z|since must be an instant such as 2026-01-31T00:00:00Z, from 1970"
            + " to 9999, but was '2026-02-30T00:00:00Z'",
        "since=%2B12026-01-01T00:00:00Z|since must be an instant such as 2026-01-31T00:00:00Z, from"
            + " 1970 to 9999, but was '+12026-01-01T00:00:00Z'",
      })
  void aBadParameterIsRefused(String query, String detail, TestDatabase database) throws Exception {
    try (TestApp app = TestApp.start(database)) {
      HttpResponse<String> response = app.get("/orders/feed?" + query);

      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(TestApp.json(response).get("detail").asText()).isEqualTo(detail);
    }
  }

  private static String next(TestApp app, String path) throws Exception {
    return TestApp.json(app.get(path)).get("next").asText();
  }
}
