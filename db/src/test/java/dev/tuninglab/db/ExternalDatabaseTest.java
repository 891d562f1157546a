package dev.tuninglab.db;

import static dev.tuninglab.db.TestDatabases.execute;
import static dev.tuninglab.db.TestDatabases.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The embedded server plays the stranger's: each test makes itself a database there. */
class ExternalDatabaseTest {
  private static ShopDatabase server;
  private static JdbcUrl url;

  @BeforeAll
  static void open() throws DatabaseException {
    server = TestDatabases.open(TestDatabases.tiny(1));
    url = JdbcUrl.parse(server.jdbcUrl());
  }

  @AfterAll
  static void close() throws DatabaseException {
    server.close();
  }

  @Test
  void anEmptyDatabaseIsLoadedOnceAndThenReused() throws Exception {
    JdbcUrl empty = create("ext_empty");
    DatabaseOptions options = TestDatabases.tiny(5).withExternalUrl(empty.psql());
    String loadedAt;
    try (ShopDatabase database = TestDatabases.open(options)) {
      assertThat(database.description())
          .contains("external at localhost:")
          .endsWith("tiny, seed 5");
      assertThat(query(database.jdbcUrl(), "select count(*) from orders")).containsExactly("2000");
      loadedAt = query(database.jdbcUrl(), "select loaded_at from lab_data").get(0);
    }
    List<String> said = new ArrayList<>();
    try (ShopDatabase database = ShopDatabase.open(options, said::add)) {
      assertThat(query(database.jdbcUrl(), "select loaded_at from lab_data"))
          .containsExactly(loadedAt);
      String clone = database.cloneFor("write");
      execute(clone, "delete from order_event");
      assertThat(query(database.jdbcUrl(), "select count(*) > 0 from order_event"))
          .containsExactly("t");
    }
    assertThat(said).isEmpty();
    assertThatThrownBy(() -> TestDatabases.open(options.withSeed(6)))
        .hasMessageContaining("holds the shop with scale tiny, seed 5")
        .hasMessageContaining("but scale tiny, seed 6");
  }

  @Test
  void aDatabaseWithForeignTablesIsRefusedAndLeftAlone() throws Exception {
    JdbcUrl foreign = create("ext_foreign");
    execute(foreign.jdbc(), "create table invoice (id int)");
    assertThatThrownBy(
            () -> TestDatabases.open(TestDatabases.tiny(5).withExternalUrl(foreign.jdbc())))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("holds tables that are not the lab's (invoice)")
        .hasMessageContaining("name an empty database");
    assertThat(query(foreign.jdbc(), "select tablename from pg_tables where schemaname = 'public'"))
        .containsExactly("invoice");
  }

  @Test
  void anUnfinishedLoadIsRefused() throws Exception {
    JdbcUrl unfinished = create("ext_unfinished");
    Schema.migrate(unfinished, "public", "1");
    assertThatThrownBy(
            () -> TestDatabases.open(TestDatabases.tiny(5).withExternalUrl(unfinished.jdbc())))
        .hasMessageContaining("holds an unfinished load")
        .hasMessageContaining("drop schema public cascade; create schema public");
  }

  @Test
  void aMissingDatabaseIsNamed() {
    assertThatThrownBy(
            () ->
                TestDatabases.open(
                    TestDatabases.tiny(5).withExternalUrl(url.withDatabase("nowhere").jdbc())))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("database \"nowhere\" does not exist; create that database first");
  }

  @Test
  void anUnreachableServerIsNamed() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    String dead = "postgresql://u:secret@127.0.0.1:" + port + "/d";
    assertThatThrownBy(() -> TestDatabases.open(TestDatabases.tiny(5).withExternalUrl(dead)))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("connecting to 127.0.0.1:" + port + "/d failed")
        .hasMessageContaining("is it running, and are host and port right?")
        .hasMessageNotContaining("secret");
  }

  @Test
  void aWrongPasswordIsNamed() {
    String wrong = url.psql().replaceAll(":[^:@]+@", ":wrong@");
    assertThatThrownBy(() -> TestDatabases.open(TestDatabases.tiny(5).withExternalUrl(wrong)))
        .hasMessageContaining("check user and password in the URL");
  }

  private static JdbcUrl create(String name) throws SQLException {
    JdbcUrl maintenance = url.withDatabase("postgres");
    execute(maintenance.jdbc(), "drop database if exists " + name + " with (force)");
    execute(maintenance.jdbc(), "create database " + name);
    return url.withDatabase(name);
  }
}
