package dev.tuninglab.db;

import static dev.tuninglab.db.TestDatabases.execute;
import static dev.tuninglab.db.TestDatabases.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShopDatabaseTest {
  private static ShopDatabase database;

  @BeforeAll
  static void open() throws DatabaseException {
    database = TestDatabases.open(TestDatabases.tiny(1));
  }

  @AfterAll
  static void close() throws DatabaseException {
    database.close();
    database.close();
  }

  @ParameterizedTest
  @CsvSource({
    "fsync, on",
    "synchronous_commit, on",
    "full_page_writes, on",
    "wal_level, replica",
    "autovacuum, on",
    "track_io_timing, on",
    "pg_stat_statements.track, all",
    "max_connections, 300",
    "shared_buffers, 256MB",
    "listen_addresses, localhost"
  })
  void theServerIsSetAsARealOneIs(String setting, String value) throws SQLException {
    assertThat(query(database.jdbcUrl(), "show " + setting)).containsExactly(value);
  }

  @ParameterizedTest
  @CsvSource({"customer, 500", "product, 500", "orders, 2000"})
  void idsAreDenseFromOne(String table, int rows) throws SQLException {
    assertThat(
            query(
                database.jdbcUrl(),
                "select count(*) || ' ' || min(id) || ' ' || max(id) from " + table))
        .containsExactly(rows + " 1 " + rows);
  }

  @Test
  void anOrderHasAboutFiveLinesAndThreeEvents() throws SQLException {
    assertThat(count("order_line")).isBetween(9_000, 11_000);
    assertThat(count("order_event")).isBetween(5_500, 6_000);
    assertThat(count("order_request")).isZero();
  }

  @Test
  void everyReferenceIsDeclaredAndHolds() throws SQLException {
    assertThat(
            query(
                database.jdbcUrl(),
                "select conname from pg_constraint where contype = 'f' and convalidated"))
        .hasSize(4);
    assertThat(
            query(
                database.jdbcUrl(),
                "select 1 from order_event e left join orders o on o.id = e.order_id"
                    + " where o.id is null"))
        .isEmpty();
  }

  @Test
  void theFirstCustomersOrderMost() throws SQLException {
    assertThat(
            query(
                database.jdbcUrl(),
                "select customer_id from orders group by 1 order by count(*) desc limit 1"))
        .containsExactly("1");
  }

  @Test
  void statementsAreCountedInTheShopAndInItsClones() throws Exception {
    String ofStatements = "select count(*) >= 0 from pg_stat_statements";
    assertThat(query(database.jdbcUrl(), ofStatements)).containsExactly("t");
    assertThat(query(database.cloneFor("counted"), ofStatements)).containsExactly("t");
  }

  @Test
  void planningIsCountedOnlyWhileItIsAskedFor() throws Exception {
    String planning = "show pg_stat_statements.track_planning";
    assertThat(query(database.jdbcUrl(), planning)).containsExactly("off");
    database.countPlanning(true);
    assertThat(query(database.jdbcUrl(), planning)).containsExactly("on");
    database.countPlanning(false);
    assertThat(query(database.jdbcUrl(), planning)).containsExactly("off");
  }

  @Test
  void theShopItselfRefusesWrites() {
    assertThatThrownBy(() -> execute(database.jdbcUrl(), "delete from order_event"))
        .hasMessageContaining("read-only transaction");
  }

  @Test
  void aCloneTakesWritesThatTheOthersDoNotSee() throws Exception {
    String first = database.cloneFor("write=row");
    String second = database.cloneFor("write-row");
    execute(first, "delete from order_event");
    assertThat(query(first, "select count(*) from order_event")).containsExactly("0");
    assertThat(query(second, "select count(*) > 0 from order_event")).containsExactly("t");
    assertThat(count("order_event")).isPositive();
  }

  @Test
  void insertsInACloneGoOnAfterTheLoadedIds() throws Exception {
    String url = database.cloneFor("insert");
    assertThat(
            query(
                url,
                "insert into orders (customer_id, status, placed_at, total_cents)"
                    + " values (1, 'placed', now(), 0) returning id"))
        .containsExactly("2001");
  }

  @Test
  void aCloneOfTheSameNameStartsAfresh() throws Exception {
    String url = database.cloneFor("again");
    try (Connection stillOpen = DriverManager.getConnection(url)) {
      execute(url, "drop table order_line cascade");
      assertThat(database.cloneFor("again")).isEqualTo(url);
      assertThat(stillOpen.isValid(1)).isFalse();
    }
    assertThat(query(url, "select count(*) > 0 from order_line")).containsExactly("t");
  }

  @Test
  void droppedClonesAreGone() throws Exception {
    database.cloneFor("gone");
    database.dropClones();
    assertThat(query(database.jdbcUrl(), "select 1 from pg_database where datname like '%clone%'"))
        .isEmpty();
  }

  @Test
  void aCloneIsRefusedWhileSomebodyReadsTheShop() throws Exception {
    try (Connection reader = DriverManager.getConnection(database.jdbcUrl())) {
      assertThat(reader.isValid(1)).isTrue();
      assertThatThrownBy(() -> database.cloneFor("late"))
          .isInstanceOf(DatabaseException.class)
          .hasMessageContaining("somebody is connected to it")
          .hasMessageContaining("close those connections first");
    }
  }

  @Test
  void moreClonesThanTheDiskHoldsAreRefusedBeforeTheFirstIsMade() throws Exception {
    database.demandSpaceForClones(1);
    assertThatThrownBy(() -> database.demandSpaceForClones(1_000_000_000))
        .isInstanceOf(DatabaseException.class)
        .hasMessageMatching(
            "1000000000 copies of the shop need \\d+ MB in .+, but only \\d+ MB are free; free some,"
                + " compare fewer variants, or choose a smaller --scale");
  }

  @Test
  void aCheckpointComesAtOnce() throws Exception {
    String url = database.cloneFor("checkpoint");
    execute(url, "update orders set status = 'paid'");
    String written = query(url, "select pg_current_wal_lsn()").get(0);
    database.checkpoint();
    assertThat(query(url, "select redo_lsn >= '" + written + "' from pg_control_checkpoint()"))
        .containsExactly("t");
  }

  @Test
  void itSaysWhatItIs() {
    assertThat(database.description()).matches("PostgreSQL 18\\.\\d+, embedded, tiny, seed 1");
    assertThat(database.variables())
        .containsEntry("db.url", database.jdbcUrl())
        .containsEntry("db.customers", "500")
        .containsEntry("db.products", "500")
        .containsEntry("db.orders", "2000");
  }

  @Test
  void nobodyGetsInWithoutThePassword() {
    String without = database.jdbcUrl().replaceAll("&password=.*", "");
    assertThatThrownBy(() -> query(without, "select 1")).isInstanceOf(SQLException.class);
  }

  private static int count(String table) throws SQLException {
    return Integer.parseInt(query(database.jdbcUrl(), "select count(*) from " + table).get(0));
  }
}
