package dev.tuninglab.app.knobs.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuninglab.app.TestDatabase;
import dev.tuninglab.app.shop.domain.OrderLine;
import dev.tuninglab.app.shop.domain.ProductName;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.PGConnection;

@ExtendWith(TestDatabase.Provider.class)
@Timeout(120)
class WriteContractTest {
  private static final OffsetDateTime NOW = OffsetDateTime.parse("2026-07-01T12:00:00.123456Z");
  private static final int PRODUCTS = 60;

  private static TestDatabase server;
  private static TestDatabase.Copy shop;
  private static String name;

  @BeforeAll
  static void fill(TestDatabase database) throws IOException, SQLException {
    server = database;
    shop = database.copy();
    name = shop.texts("select current_database()").get(0);
    shop.execute(
        """
        insert into product (sku, name, category, price_cents, stock, description, updated_at)
        select 'MORE-' || n, 'n', 'c', 100, 10, 'd', '2026-01-01T00:00:00Z'
        from generate_series(1, 40) n""");
  }

  @AfterAll
  static void drop() throws SQLException {
    shop.close();
  }

  @ParameterizedTest
  @EnumSource
  void everyLineIsInsertedAsItIs(Write write) throws SQLException {
    for (int count : List.of(1, 5, 50)) {
      long order = order();
      List<OrderLine> lines = lines(count);

      inTransaction(connection -> write.make().insertLines(connection, order, lines));

      assertThat(
              shop.texts(
                  """
                  select line_no || ' ' || product_id || ' ' || quantity || ' ' || unit_price_cents
                  from order_line where order_id = %d order by line_no"""
                      .formatted(order)))
          .containsExactlyElementsOf(
              lines.stream()
                  .map(
                      line ->
                          "%d %d %d %d"
                              .formatted(
                                  line.lineNo(),
                                  line.product().id(),
                                  line.quantity(),
                                  line.unitPriceCents()))
                  .toList());
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyProductLosesItsQuantityEvenBelowZeroAndNoOtherChanges(Write write) throws SQLException {
    for (int count : List.of(1, 5, 50)) {
      shop.execute("update product set stock = 10, updated_at = '2026-01-01T00:00:00Z'");
      List<OrderLine> lines = lines(count);

      inTransaction(connection -> write.make().takeFromStock(connection, lines, NOW));

      List<String> expected = new ArrayList<>(Collections.nCopies(PRODUCTS, "10 false"));
      lines.forEach(
          line -> expected.set((int) line.product().id() - 1, 10 - line.quantity() + " true"));
      assertThat(
              shop.texts(
                  """
                  select stock || ' ' || (updated_at = '%s') from product order by id"""
                      .formatted(NOW)))
          .isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsThereBeforeTheCallerCommits(Write write) throws SQLException {
    long order = order();
    List<String> stock = shop.texts("select stock from product order by id");
    try (Connection connection = shop.connect()) {
      connection.setAutoCommit(false);
      write(write, connection, order, lines(5));

      assertThat(connection.getAutoCommit()).isFalse();
      assertThat(shop.texts("select line_no from order_line where order_id = " + order)).isEmpty();
      connection.rollback();
    }
    assertThat(shop.texts("select line_no from order_line where order_id = " + order)).isEmpty();
    assertThat(shop.texts("select stock from product order by id")).isEqualTo(stock);
  }

  @ParameterizedTest
  @EnumSource
  void anOrderTakesAsManyStatementsAndRoundTripsAsDocumentedAndOneCommit(Write write)
      throws SQLException {
    int lines = 20;
    int statements = Map.of("row", 2 * lines, "batch", 2 * lines, "unnest", 2).get(write.id());
    int roundTrips = Map.of("row", 2 * lines, "batch", 2, "unnest", 2).get(write.id());
    long order = order();
    String url = shop.url() + "&socketFactory=" + CountingSockets.class.getName();
    try (Connection connection = DriverManager.getConnection(url)) {
      connection.setAutoCommit(false);
      long executed = executed("%");
      long committed = executed("COMMIT");
      int turns = CountingSockets.turns();

      write(write, connection, order, lines(lines));

      assertThat(CountingSockets.turns() - turns).as("round trips").isEqualTo(roundTrips);
      connection.commit();
      assertThat(executed("COMMIT") - committed).as("commits").isEqualTo(1);
      assertThat(executed("%") - executed).as("statements").isEqualTo(statements + 2);
    }
  }

  /** Somebody holds the product in the middle: the one below is locked then, the one above not. */
  @ParameterizedTest
  @EnumSource
  void productsAreLockedInTheOrderOfTheirIdsHoweverTheyAreJoined(Write write) throws Exception {
    List<OrderLine> downwards = List.of(line(1, 33), line(2, 22), line(3, 11));
    for (String plan :
        List.of(
            "set enable_hashjoin = off; set enable_mergejoin = off",
            "set enable_nestloop = off; set enable_mergejoin = off",
            "set enable_nestloop = off; set enable_hashjoin = off; set enable_indexscan = off")) {
      try (Connection holder = shop.connect();
          Connection connection = shop.connect()) {
        holder.setAutoCommit(false);
        execute(holder, "select from product where id = 22 for update");
        execute(connection, plan);
        connection.setAutoCommit(false);
        CompletableFuture<Void> taking =
            CompletableFuture.runAsync(
                () -> unchecked(() -> write.make().takeFromStock(connection, downwards, NOW)));
        awaitBlocked(connection, taking);

        assertThat(
                shop.texts(
                    """
                    select id from product where id in (11, 22, 33)
                    for no key update skip locked"""))
            .as(plan)
            .containsExactly("33");

        holder.rollback();
        taking.join();
        connection.rollback();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void ordersOfTheSameProductsInOppositeOrderNeitherDeadlockNorLoseAPiece(Write write)
      throws Exception {
    shop.execute("update product set stock = 0");
    int threads = 8;
    int orders = 10;
    List<OrderLine> upwards = lines(20);
    List<OrderLine> downwards = new ArrayList<>(upwards);
    Collections.reverse(downwards);
    ExecutorService clients = Executors.newFixedThreadPool(threads);
    try {
      List<CompletableFuture<Void>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        List<OrderLine> lines = i % 2 == 0 ? upwards : downwards;
        running.add(
            CompletableFuture.runAsync(
                () -> unchecked(() -> place(write, orders, lines)), clients));
      }
      running.forEach(CompletableFuture::join);
    } finally {
      clients.shutdown();
    }
    int pieces = upwards.stream().mapToInt(OrderLine::quantity).sum();
    assertThat(shop.texts("select sum(stock) from product"))
        .containsExactly(Integer.toString(-threads * orders * pieces));
  }

  private static void place(Write write, int orders, List<OrderLine> lines) throws SQLException {
    try (Connection connection = shop.connect()) {
      for (int i = 0; i < orders; i++) {
        long order = order();
        connection.setAutoCommit(false);
        write(write, connection, order, lines);
        connection.commit();
        connection.setAutoCommit(true);
      }
    }
  }

  private static void write(Write write, Connection connection, long order, List<OrderLine> lines)
      throws SQLException {
    OrderWrite rows = write.make();
    rows.insertLines(connection, order, lines);
    rows.takeFromStock(connection, lines, NOW);
  }

  private interface Work {
    void on(Connection connection) throws SQLException;
  }

  private static void inTransaction(Work work) throws SQLException {
    try (Connection connection = shop.connect()) {
      connection.setAutoCommit(false);
      work.on(connection);
      connection.commit();
    }
  }

  private interface Step {
    void run() throws SQLException;
  }

  private static void unchecked(Step step) {
    try {
      step.run();
    } catch (SQLException e) {
      throw new CompletionException(e);
    }
  }

  private static void awaitBlocked(Connection connection, CompletableFuture<Void> work)
      throws SQLException {
    int backend = connection.unwrap(PGConnection.class).getBackendPID();
    String blocked = "select cardinality(pg_blocking_pids(%d))".formatted(backend);
    while (server.number(blocked) == 0) {
      assertThat(work).isNotDone();
      Thread.onSpinWait();
    }
  }

  /** How often PostgreSQL itself has run such statements in this database. */
  private static long executed(String like) throws SQLException {
    return server.number(
        """
        select coalesce(sum(calls), 0)::bigint from pg_stat_statements
        join pg_database on pg_database.oid = dbid where datname = '%s' and query like '%s'"""
            .formatted(name, like));
  }

  private static long order() throws SQLException {
    return Long.parseLong(
        shop.texts(
                """
                insert into orders (customer_id, status, placed_at, total_cents)
                values (1, 'placed', now(), 0) returning id""")
            .get(0));
  }

  /** Of products all over the table, in no order. */
  private static List<OrderLine> lines(int count) {
    List<OrderLine> lines = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      lines.add(line(i, 1 + i * 37 % PRODUCTS));
    }
    return lines;
  }

  private static OrderLine line(int number, long product) {
    return new OrderLine(number, new ProductName(product, "s", "n"), 10 + number, 100 * number);
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
