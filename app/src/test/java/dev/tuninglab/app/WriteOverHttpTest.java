package dev.tuninglab.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The knob {@code write} in a running app. */
@ExtendWith(TestDatabase.Provider.class)
class WriteOverHttpTest {
  /** What an order takes beside its lines and its stock. */
  private static final int BESIDE = 5;

  @ParameterizedTest
  @CsvSource({
    "row, 1, 2",
    "row, 20, 40",
    "batch, 1, 2",
    "batch, 20, 40",
    "unnest, 1, 2",
    "unnest, 20, 2",
  })
  void anOrderTakesAsManyStatementsAsDocumented(
      String write, int lines, int documented, TestDatabase database) throws Exception {
    try (TestDatabase.Copy copy = database.copy();
        TestApp app = TestApp.startAt(copy.url(), "write=" + write, "pool.size=1")) {
      place(app, UUID.randomUUID().toString(), lines);
      String name = copy.texts("select current_database()").get(0);
      long before = statements(database, name);

      HttpResponse<String> response = place(app, UUID.randomUUID().toString(), lines);

      assertThat(statements(database, name) - before).isEqualTo(BESIDE + documented);
      assertThat(response.statusCode()).isEqualTo(201);
      assertThat(TestApp.json(response).get("lines")).hasSize(lines);
    }
  }

  @Test
  void theDriverCanJoinABatchesInsertsButNotItsUpdates(TestDatabase database) throws Exception {
    try (TestDatabase.Copy copy = database.copy();
        TestApp app =
            TestApp.startAt(
                copy.url() + "&reWriteBatchedInserts=true", "write=batch", "pool.size=1")) {
      place(app, UUID.randomUUID().toString(), 20);
      String name = copy.texts("select current_database()").get(0);
      long before = statements(database, name);

      assertThat(place(app, UUID.randomUUID().toString(), 20).statusCode()).isEqualTo(201);

      assertThat(statements(database, name) - before).isEqualTo(BESIDE + 2 + 20);
    }
  }

  @Test
  void aRetryAfterTheKnobWasTurnedFindsTheFirstOrder(TestDatabase database) throws Exception {
    try (TestDatabase.Copy copy = database.copy();
        TestApp app = TestApp.startAt(copy.url(), "write=row")) {
      String key = UUID.randomUUID().toString();
      String first = place(app, key, 5).body();
      for (String write : List.of("batch", "unnest")) {
        app.tune("write", write);
        HttpResponse<String> retry = place(app, key, 5);
        assertThat(retry.statusCode()).isEqualTo(200);
        assertThat(retry.body()).isEqualTo(first);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"row", "batch", "unnest"})
  void anOrderThatFailsAtItsStockLeavesNothingBehind(String write, TestDatabase database)
      throws Exception {
    String rows =
        """
        select (select count(*) from orders) || ' ' || (select count(*) from order_line) || ' '
          || (select count(*) from order_event) || ' ' || (select count(*) from order_request)
          || ' ' || (select sum(stock) from product)""";
    try (TestDatabase.Copy copy = database.copy();
        TestApp app = TestApp.startAt(copy.url(), "write=" + write)) {
      copy.execute("alter table product add constraint enough check (stock > 999) not valid");
      List<String> before = copy.texts(rows);
      String key = UUID.randomUUID().toString();

      assertThat(place(app, key, 3).statusCode()).isEqualTo(500);

      assertThat(copy.texts(rows)).isEqualTo(before);
      copy.execute("alter table product drop constraint enough");
      assertThat(place(app, key, 3).statusCode()).isEqualTo(201);
    }
  }

  private static HttpResponse<String> place(TestApp app, String key, int lines) throws Exception {
    String draft =
        IntStream.rangeClosed(1, lines)
            .mapToObj("{\"productId\": %d, \"quantity\": 1}"::formatted)
            .collect(Collectors.joining(", ", "{\"customerId\": 3, \"lines\": [", "]}"));
    return app.send(
        HttpRequest.newBuilder(app.at("/orders"))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofString(draft)));
  }

  /**
   * Without the transaction's begin and commit: PostgreSQL counts a commit that the driver prepared
   * at its first execution only.
   */
  private static long statements(TestDatabase database, String name) throws SQLException {
    return database.number(
        """
        select coalesce(sum(calls), 0)::bigint from pg_stat_statements
        join pg_database on pg_database.oid = dbid
        where datname = '%s' and query not in ('BEGIN', 'COMMIT')"""
            .formatted(name));
  }
}
