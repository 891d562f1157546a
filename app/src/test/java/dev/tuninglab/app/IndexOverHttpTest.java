package dev.tuninglab.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The knob {@code index} in a running app. */
@ExtendWith(TestDatabase.Provider.class)
class IndexOverHttpTest {
  private static final String LIST = "/customers/3/orders?size=20";
  private static final String INDEXES =
      "select relname from pg_class where relname like 'orders_by_customer%'";

  @ParameterizedTest
  @ValueSource(strings = {"none", "btree", "covering"})
  void theAppBringsItsDatabaseIntoShapeAndAnswersTheSame(String index, TestDatabase database)
      throws Exception {
    String expected;
    try (TestApp app = TestApp.start(database)) {
      expected = app.get(LIST).body();
    }
    try (TestDatabase.Copy copy = database.copy();
        TestApp app = TestApp.startAt(copy.url(), "index=" + index)) {
      assertThat(app.get(LIST).body()).contains("\"items\":[{").isEqualTo(expected);
      assertThat(TestApp.json(app.get("/tuning")).get("index").asText()).isEqualTo(index);
      assertThat(copy.texts(INDEXES))
          .containsExactlyElementsOf(
              switch (index) {
                case "none" -> List.of();
                case "btree" -> List.of("orders_by_customer");
                default -> List.of("orders_by_customer_covering");
              });
    }
  }

  @Test
  void aDatabaseThatMayNotBeChangedIsRefusedInOneLine(TestDatabase database) {
    String url = ReadOnly.of(database);
    String[] arguments = {"--port=0", "--db-url=" + url, "--set=index=none"};
    assertThatThrownBy(() -> RunningApp.start(AppSettings.of(arguments, Map.of())))
        .isInstanceOf(StartFailure.class)
        .hasMessage(
            "index=none needs a database of its own that may be changed, but %s answered: %s"
                .formatted(
                    Redaction.withoutSecrets(url),
                    "ERROR: cannot execute DROP INDEX in a read-only transaction"));
  }

  @Test
  void turningItLiveChangesTheDatabaseBeforeTheAnswer(TestDatabase database) throws Exception {
    try (TestDatabase.Copy copy = database.copy();
        TestApp app = TestApp.startAt(copy.url())) {
      assertThat(app.tune("index", "covering").statusCode()).isEqualTo(200);
      assertThat(copy.texts(INDEXES)).containsExactly("orders_by_customer_covering");
      assertThat(app.tune("index", "btree").statusCode()).isEqualTo(200);
      assertThat(copy.texts(INDEXES)).containsExactly("orders_by_customer");
    }
  }

  @Test
  void turningItLiveWhereNothingMayBeChangedIsRefusedAndChangesNothing(TestDatabase database)
      throws Exception {
    try (TestApp app = TestApp.startAt(ReadOnly.of(database))) {
      HttpResponse<String> response = app.tune("index", "none");

      assertThat(response.statusCode()).isEqualTo(422);
      assertThat(TestApp.json(response).get("detail").asText())
          .startsWith("index=none needs a database of its own that may be changed, but jdbc:");
      assertThat(TestApp.json(app.get("/tuning")).get("index").asText()).isEqualTo("btree");
    }
  }

  @Test
  void whatAFailedChangeLeftHalfDoneIsTurnedBack(TestDatabase database) throws Exception {
    try (TestDatabase.Copy copy = database.copy();
        TestApp app = TestApp.startAt(copy.url())) {
      copy.execute("create index stray on orders (customer_id)");

      assertThat(app.tune("index", "covering").statusCode()).isEqualTo(503);

      assertThat(TestApp.json(app.get("/tuning")).get("index").asText()).isEqualTo("btree");
      assertThat(copy.texts(INDEXES)).containsExactly("orders_by_customer");
    }
  }
}
