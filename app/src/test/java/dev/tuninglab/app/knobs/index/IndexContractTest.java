package dev.tuninglab.app.knobs.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.tuninglab.app.TestDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(TestDatabase.Provider.class)
class IndexContractTest {
  private static final String LIST =
      """
      select id, customer_id, status, placed_at, total_cents from orders
      where customer_id = 7 order by placed_at desc, id desc limit 20""";

  private static final String INDEXES =
      """
      select indexrelid::regclass || ' ' || indexrelid || ' ' || indisvalid from pg_index
      where indrelid = 'orders'::regclass order by 1""";

  private static TestDatabase.Copy shop;

  @BeforeAll
  static void fill(TestDatabase database) throws IOException, SQLException {
    shop = database.copy();
    shop.execute(
        """
        insert into customer (email, name, country, created_at)
        select 'many' || n || '@example.org', 'Customer ' || n, 'NL', '2026-01-01T00:00:00Z'
        from generate_series(1, 1000) n;
        insert into orders (customer_id, status, placed_at, total_cents)
        select 1 + n % 1000, 'paid', timestamptz '2026-01-01T00:00:00Z' + (n / 2) * interval '1 minute', n
        from generate_series(1, 40000) n;
        """);
    shop.execute("vacuum analyze");
  }

  @AfterAll
  static void drop() throws SQLException {
    shop.close();
  }

  @ParameterizedTest
  @EnumSource
  void theListIsReadAsDocumented(Index index) throws SQLException {
    apply(index);

    String plan = plan();

    switch (index.id()) {
      case "none" -> assertThat(plan).contains(node("Seq Scan"), node("Sort"));
      case "btree" ->
          assertThat(plan)
              .contains(node("Index Scan"), "\"orders_by_customer\"")
              .doesNotContain("Sort");
      case "covering" ->
          assertThat(plan)
              .contains(node("Index Only Scan"), "\"Heap Fetches\": 0")
              .doesNotContain("Sort");
      default -> fail("how %s is read is not documented", index.id());
    }
  }

  private static String node(String type) {
    return "\"Node Type\": \"" + type + "\"";
  }

  /**
   * With the whole table read as 100%: an index leaves less than a tenth, the better a twentieth.
   */
  @ParameterizedTest
  @EnumSource
  void eachBetterIndexReadsFewerPages(Index index) throws SQLException {
    bare();
    int wholeTable = pagesRead();

    apply(index);

    assertThat(pagesRead())
        .isLessThanOrEqualTo(
            wholeTable / Map.of("none", 1, "btree", 10, "covering", 20).get(index.id()));
  }

  private static int pagesRead() throws SQLException {
    Matcher read = Pattern.compile("\"Shared Hit Blocks\": (\\d+)").matcher(plan());
    assertThat(read.find()).isTrue();
    return Integer.parseInt(read.group(1));
  }

  @ParameterizedTest
  @EnumSource
  void everyVariantGivesTheSameRows(Index index) throws SQLException {
    String rows = "select string_agg(list::text, ' ') from (" + LIST + ") list";
    bare();
    List<String> expected = shop.texts(rows);

    apply(index);

    assertThat(shop.texts(rows)).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource
  void anyVariantCanFollowAnother(Index index) throws SQLException {
    for (Index before : Index.values()) {
      apply(before);
      apply(index);
      assertThat(shop.texts(INDEXES).toString())
          .contains("orders_by_time ", "orders_pkey ")
          .doesNotContain("false")
          .matches(
              switch (index.id()) {
                case "none" -> "(?!.*orders_by_customer).*";
                case "btree" -> "(?!.*orders_by_customer_covering ).*orders_by_customer .*";
                default -> "(?!.*orders_by_customer ).*orders_by_customer_covering .*";
              });
    }
  }

  @ParameterizedTest
  @EnumSource
  void applyingAgainTouchesNothingNotEvenAReadOnlyDatabase(Index index) throws SQLException {
    apply(index);
    List<String> before = shop.texts(INDEXES);

    try (Connection readOnly = readOnly()) {
      index.make().apply(readOnly);
    }

    assertThat(shop.texts(INDEXES)).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource
  void aDatabaseThatMayNotBeChangedIsRefused(Index index) throws SQLException {
    another(index);
    try (Connection readOnly = readOnly()) {
      assertThatThrownBy(() -> index.make().apply(readOnly))
          .isInstanceOf(SQLException.class)
          .hasFieldOrPropertyWithValue("SQLState", "25006");
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatAFailedBuildLeftIsNotTakenForAnIndex(Index index) throws SQLException {
    withBtree();
    shop.execute(
        """
        update pg_index set indisvalid = false
        where indexrelid = 'orders_by_customer'::regclass""");

    apply(index);

    assertThat(shop.texts(INDEXES).toString()).doesNotContain("false");
    assertThat(shop.texts("select 1 from pg_class where relname = 'orders_by_customer'"))
        .hasSize(index.id().equals("btree") ? 1 : 0);
  }

  @ParameterizedTest
  @EnumSource
  void anIndexThatNobodyExpectedIsNotOverlooked(Index index) throws SQLException {
    apply(index);
    shop.execute("create index stray on orders (customer_id)");
    try {
      assertThatThrownBy(() -> apply(index))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("CREATE INDEX stray ON orders USING btree (customer_id)");
    } finally {
      shop.execute("drop index stray");
    }
  }

  @ParameterizedTest
  @EnumSource
  void instancesThatStartAtOnceDoNotDisturbEachOther(Index index) throws SQLException {
    another(index);

    CompletableFuture<?>[] instances = new CompletableFuture<?>[3];
    for (int i = 0; i < instances.length; i++) {
      instances[i] = CompletableFuture.runAsync(() -> applyInThread(index));
    }
    CompletableFuture.allOf(instances).join();

    assertThat(shop.texts(INDEXES).toString()).doesNotContain("false");
  }

  /** Brings the table into a shape that is not the variant's. */
  private static void another(Index index) throws SQLException {
    if (index.id().equals("none")) {
      withBtree();
    } else {
      bare();
    }
  }

  private static void withBtree() throws SQLException {
    bare();
    shop.execute(
        "create index orders_by_customer on orders (customer_id, placed_at desc, id desc)");
  }

  private static void bare() throws SQLException {
    shop.execute("drop index if exists orders_by_customer, orders_by_customer_covering");
  }

  private static void applyInThread(Index index) {
    try {
      apply(index);
    } catch (SQLException e) {
      throw new CompletionException(e);
    }
  }

  private static void apply(Index index) throws SQLException {
    try (Connection connection = shop.connect()) {
      index.make().apply(connection);
    }
  }

  private static Connection readOnly() throws SQLException {
    Connection connection = shop.connect();
    try (Statement statement = connection.createStatement()) {
      statement.execute("set default_transaction_read_only = on");
    }
    return connection;
  }

  private static String plan() throws SQLException {
    return String.join(
        "\n", shop.texts("explain (analyze, buffers, timing off, format json) " + LIST));
  }
}
