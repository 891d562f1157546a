package dev.tuninglab.db;

import static dev.tuninglab.db.TestDatabases.execute;
import static dev.tuninglab.db.TestDatabases.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The embedded server is restarted under its clients. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class RestartTest {
  private static final DatabaseOptions OPTIONS = TestDatabases.tiny(13).serving();
  private static final String STARTED_AT = "select pg_postmaster_start_time()";

  private static ShopDatabase database;

  @BeforeAll
  static void open() throws DatabaseException {
    database = TestDatabases.open(OPTIONS);
  }

  @AfterAll
  static void close() throws DatabaseException {
    database.close();
  }

  @Test
  void theServerIsAnotherOneAtTheSameAddress() throws Exception {
    List<String> before = query(database.jdbcUrl(), STARTED_AT);
    database.restart();
    assertThat(query(database.jdbcUrl(), STARTED_AT)).isNotEqualTo(before);
    assertThat(ShopDatabase.running(OPTIONS)).contains(database.jdbcUrl());
    assertThat(Files.readString(KeptFolder.of(OPTIONS).log()))
        .contains("received fast shutdown request")
        .containsSubsequence("ready to accept connections", "ready to accept connections");
  }

  @Test
  void whoIsConnectedIsToldOfTheShutdown() throws Exception {
    try (Connection connection = DriverManager.getConnection(database.jdbcUrl());
        Statement statement = connection.createStatement()) {
      statement.execute("select 1");
      database.restart();
      assertThatThrownBy(() -> statement.execute("select 1"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("57P01"));
    }
  }

  @Test
  void whatWasCommittedIsThereAndWhatWasNotIsNot() throws Exception {
    String url = database.cloneFor("written");
    execute(url, "update product set stock = 77 where id = 1");
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("update product set stock = 88 where id = 2");
      String before = query(url, "select stock from product where id = 2").get(0);
      database.restart();
      assertThat(query(url, "select stock from product where id = 2")).containsExactly(before);
    }
    assertThat(query(url, "select stock from product where id = 1")).containsExactly("77");
    database.dropClones();
    assertThat(query(database.jdbcUrl(), "select 1 from pg_database where datname like '%clone%'"))
        .isEmpty();
  }

  @Test
  void itIsSetAsBefore() throws Exception {
    String settings =
        "select name || '=' || setting from pg_settings where source <> 'default'"
            + " and name not in ('application_name') order by name";
    List<String> before = query(database.jdbcUrl(), settings);
    database.restart();
    assertThat(query(database.jdbcUrl(), settings))
        .isEqualTo(before)
        .contains("listen_addresses=localhost", "max_connections=300");
    assertThat(query(database.jdbcUrl(), "show fsync")).containsExactly("on");
    assertThat(query(database.jdbcUrl(), "show synchronous_commit")).containsExactly("on");
  }

  @Test
  void theDataFolderStaysLocked() throws Exception {
    database.restart();
    assertThatThrownBy(() -> ShopDatabase.reset(OPTIONS))
        .hasMessageContaining("is in use by this process");
  }

  @Test
  void anInterruptionLeavesNoStoppedServer() throws Exception {
    Thread.currentThread().interrupt();
    database.restart();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(query(database.jdbcUrl(), "select 1")).containsExactly("1");
  }

  @Test
  void aServerOfSomebodyElseIsNotRestarted() throws Exception {
    assertThat(database.isOwnServer()).isTrue();
    List<String> before = query(database.jdbcUrl(), STARTED_AT);
    try (ShopDatabase shared = TestDatabases.open(OPTIONS)) {
      assertThat(shared.isOwnServer()).isFalse();
      assertThatThrownBy(shared::restart)
          .isInstanceOf(DatabaseException.class)
          .hasMessageMatching(
              "the server of localhost:\\d+/shop was not started by this process, so it is not"
                  + " restarted");
    }
    DatabaseOptions external = OPTIONS.withExternalUrl(database.jdbcUrl());
    try (ShopDatabase shared = TestDatabases.open(external)) {
      assertThat(shared.isOwnServer()).isFalse();
    }
    assertThat(query(database.jdbcUrl(), STARTED_AT)).isEqualTo(before);
  }

  @Test
  void aClosedDatabaseIsNotRestarted() throws Exception {
    ShopDatabase closed = TestDatabases.open(TestDatabases.tiny(14));
    closed.close();
    assertThatThrownBy(closed::restart)
        .isInstanceOf(DatabaseException.class)
        .hasMessage("the database closed before it was restarted");
  }
}
