package dev.tuninglab.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The knob {@code stale} in a running app, and the endpoint that feels it. */
@ExtendWith(TestDatabase.Provider.class)
@Timeout(120)
class StaleOverHttpTest {
  private static final String SUMMARY = "/events/summary?days=7&until=2026-01-01T00:00:00Z";

  private static final String EVENTS =
      """
      insert into order_event (order_id, happened_at, kind, detail)
      select 1, timestamptz '2026-01-01T00:00:00Z' - n * interval '6 hours',
             (array['placed', 'paid', 'shipped'])[1 + n % 3], '{}'
      from generate_series(0, 2000) n""";

  @ParameterizedTest
  @ValueSource(strings = {"kept", "purged"})
  void theAppBringsItsDatabaseIntoShapeAndAnswersTheSame(String stale, TestDatabase database)
      throws Exception {
    try (TestDatabase.Copy copy = database.copy()) {
      copy.execute(EVENTS);
      try (TestApp app = TestApp.startAt(copy.url(), "stale=" + stale)) {
        HttpResponse<String> response = app.get(SUMMARY);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
            .startsWith(
                "{\"items\":[{\"day\":\"2025-12-25\",\"kind\":\"paid\",\"events\":2},"
                    + "{\"day\":\"2025-12-25\",\"kind\":\"placed\",\"events\":1},"
                    + "{\"day\":\"2025-12-25\",\"kind\":\"shipped\",\"events\":1},")
            .endsWith("{\"day\":\"2025-12-31\",\"kind\":\"shipped\",\"events\":1}]}");
        assertThat(TestApp.json(app.get("/tuning")).get("stale").asText()).isEqualTo(stale);
      }
      assertThat(copy.texts("select count(*) = 2001 from order_event"))
          .containsExactly(stale.equals("kept") ? "t" : "f");
    }
  }

  @Test
  void anOrderPlacedNowIsInTheSummaryOfNow(TestDatabase database) throws Exception {
    try (TestDatabase.Copy copy = database.copy();
        TestApp app = TestApp.startAt(copy.url(), "stale=purged")) {
      assertThat(place(app).statusCode()).isEqualTo(201);
      // Until the instant of the request: the event has happened before it.
      assertThat(TestApp.json(app.get("/events/summary?days=1")).at("/items/0/kind").asText())
          .isEqualTo("placed");
    }
  }

  @Test
  void turningItLiveBothWaysFailsNoRequestAndLosesNoEvent(TestDatabase database) throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(4);
    AtomicBoolean going = new AtomicBoolean(true);
    AtomicLong placed = new AtomicLong();
    try (TestDatabase.Copy copy = database.copy()) {
      copy.execute(EVENTS);
      try (TestApp app = TestApp.startAt(copy.url())) {
        String expected = app.get(SUMMARY).body();
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
          running.add(
              clients.submit(
                  () -> {
                    while (going.get()) {
                      assertThat(place(app).statusCode()).isEqualTo(201);
                      assertThat(app.get(SUMMARY).body()).isEqualTo(expected);
                      placed.incrementAndGet();
                    }
                    return null;
                  }));
        }
        for (String stale : List.of("purged", "kept", "purged", "kept")) {
          long seen = placed.get() + 8;
          while (placed.get() < seen && running.stream().noneMatch(Future::isDone)) {
            Thread.onSpinWait();
          }
          assertThat(app.tune("stale", stale).statusCode()).isEqualTo(200);
        }
        going.set(false);
        for (Future<?> client : running) {
          client.get();
        }
        assertThat(copy.texts("select count(*) from order_event"))
            .containsExactly(Long.toString(2001 + placed.get()));
      }
    } finally {
      going.set(false);
      clients.shutdown();
    }
  }

  @Test
  void turningItLiveWhereNothingMayBeChangedIsRefusedAndChangesNothing(TestDatabase database)
      throws Exception {
    try (TestApp app = TestApp.startAt(ReadOnly.of(database))) {
      HttpResponse<String> response = app.tune("stale", "purged");

      assertThat(response.statusCode()).isEqualTo(422);
      assertThat(TestApp.json(response).get("detail").asText())
          .startsWith("stale=purged needs a database of its own that may be changed, but jdbc:");
      assertThat(TestApp.json(app.get("/tuning")).get("stale").asText()).isEqualTo("kept");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          days=29          | days must be a whole number from 1 to 28, but was '29'
          until=2026-01-01 | until must be an instant such as 2026-01-31T00:00:00Z, from 1970 to 9999, but was '2026-01-01'
          until=+999999999-12-31T23:59:59Z | until must be an instant such as 2026-01-31T00:00:00Z, from 1970 to 9999, but was ' 999999999-12-31T23:59:59Z'
          until=0000-01-01T00:00:00Z | until must be an instant such as 2026-01-31T00:00:00Z, from 1970 to 9999, but was '0000-01-01T00:00:00Z'
          """)
  void aWrongParameterIsNamedWithItsRule(String query, String detail, TestDatabase database)
      throws Exception {
    try (TestApp app = TestApp.start(database)) {
      HttpResponse<String> response = app.get("/events/summary?" + query);

      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(TestApp.json(response).get("detail").asText()).isEqualTo(detail);
    }
  }

  private static HttpResponse<String> place(TestApp app) throws Exception {
    return app.send(
        HttpRequest.newBuilder(app.at("/orders"))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .POST(
                BodyPublishers.ofString(
                    "{\"customerId\": 3, \"lines\": [{\"productId\": 1, \"quantity\": 1}]}")));
  }
}
