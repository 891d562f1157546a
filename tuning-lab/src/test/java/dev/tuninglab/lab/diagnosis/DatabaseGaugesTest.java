package dev.tuninglab.lab.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.tuninglab.db.DatabaseException;
import dev.tuninglab.db.DatabaseOptions;
import dev.tuninglab.db.Scale;
import dev.tuninglab.db.ShopDatabase;
import dev.tuninglab.lab.cli.ShopFolderAlone;
import dev.tuninglab.lab.why.Counter;
import dev.tuninglab.lab.why.Statement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a real PostgreSQL tells of a program of which all is known. */
@Timeout(120)
@ExtendWith(ShopFolderAlone.class)
class DatabaseGaugesTest {
  private static final int CONNECTIONS = 3;
  private static final int STATEMENTS = 5;

  private static ShopDatabase shop;

  @BeforeAll
  static void open() throws DatabaseException {
    shop = ShopDatabase.open(DatabaseOptions.defaults().withScale(Scale.TINY), line -> {});
  }

  @AfterAll
  static void close() throws DatabaseException {
    shop.close();
  }

  @Test
  void statementsAreCountedByShapeToTheCall() throws Exception {
    try (Reader reader = Reader.open(shop.jdbcUrl())) {
      StatementGauge gauge = StatementGauge.of(reader);
      Map<String, StatementGauge.Totals> before = gauge.read();
      ask();
      Map<Counter, Double> more = gauge.between(before, gauge.read());

      double calls = CONNECTIONS * STATEMENTS;
      assertThat(more)
          .containsEntry(Counter.SQL_STATEMENTS, calls)
          .containsEntry(Counter.ROWS_RETURNED, 2 * calls);
      assertThat(more.get(Counter.DB_MICROS)).isPositive();
      assertThat(more.get(Counter.BLOCKS_READ)).isPositive();
      List<Statement> shapes = gauge.statements(CONNECTIONS);
      Statement known =
          shapes.stream().filter(s -> s.text().contains("known")).findFirst().orElseThrow();
      assertThat(known.text())
          .isEqualTo("select id /* known */ from product where id between $1 and $2");
      assertThat(known.calls()).isEqualTo(STATEMENTS);
      assertThat(known.rows()).isEqualTo(2 * STATEMENTS);
      assertThat(known.repeats()).isTrue();
    }
  }

  @Test
  void connectionsAndTransactionsAreCountedToTheLast() throws Exception {
    try (Reader reader = Reader.open(shop.jdbcUrl())) {
      DatabaseGauge gauge = new DatabaseGauge(reader);
      Map<Counter, Double> before = gauge.read();
      ask();
      Map<Counter, Double> more = gauge.between(before, gauge.read());
      // A backend tells as it ends, which is a little after its client has gone.
      while (more.get(Counter.TRANSACTIONS) < CONNECTIONS * STATEMENTS) {
        more = gauge.between(before, gauge.read());
      }
      assertThat(more).containsEntry(Counter.CONNECTIONS_OPENED, (double) CONNECTIONS);
      assertThat(more.get(Counter.ROWS_READ)).isGreaterThanOrEqualTo(2 * CONNECTIONS * STATEMENTS);
    }
  }

  @Test
  void whatTheLabItselfReadsIsNotCounted() throws Exception {
    try (Reader reader = Reader.open(shop.jdbcUrl());
        Reader another = Reader.open(shop.jdbcUrl())) {
      StatementGauge statements = StatementGauge.of(reader);
      DatabaseGauge database = new DatabaseGauge(another);
      Map<String, StatementGauge.Totals> before = statements.read();
      Map<Counter, Double> ofDatabase = database.read();
      for (int i = 0; i < 50; i++) {
        statements.read();
        database.read();
      }
      assertThat(statements.between(before, statements.read())).allSatisfy((of, n) -> zero(n));
      Map<Counter, Double> more = database.between(ofDatabase, database.read());
      zero(more.get(Counter.CONNECTIONS_OPENED));
      // Maintenance of the server's own may come by.
      assertThat(more.get(Counter.TRANSACTIONS)).isLessThan(50);
    }
  }

  @Test
  void theServersCpuTimeIsSeen() throws Exception {
    assumeThat(Files.exists(Path.of("/proc/self/stat"))).as("Linux").isTrue();
    try (Reader reader = Reader.open(shop.jdbcUrl())) {
      CpuGauge gauge = DatabaseCpu.of(reader);
      ProcessTimes.Times before = gauge.read();
      ask();
      double micros = gauge.between(before, gauge.read()).get(Counter.DB_CPU_MICROS);
      while (micros <= 0) {
        ask();
        micros = gauge.between(before, gauge.read()).get(Counter.DB_CPU_MICROS);
      }
    }
  }

  @Test
  void aDatabaseWithoutTheExtensionSaysWhatToDo() throws Exception {
    try (Reader reader = Reader.open(shop.jdbcUrl().replace("/shop?", "/template1?"))) {
      assertThatThrownBy(() -> StatementGauge.of(reader))
          .isInstanceOf(Unavailable.class)
          .hasMessage(
              "the database has no extension pg_stat_statements:"
                  + " create extension pg_stat_statements");
    }
  }

  @Test
  void aDatabaseThatIsNotThereIsAReasonWithoutItsPassword() {
    assertThatThrownBy(() -> Reader.open("jdbc:postgresql://127.0.0.1:1/x?password=secret"))
        .isInstanceOf(Unavailable.class)
        .hasMessageStartingWith("the database cannot be reached: ")
        .hasMessageNotContaining("secret");
    assertThatThrownBy(() -> Reader.open("jdbc:nonsense:password=secret"))
        .isInstanceOf(Unavailable.class)
        .hasMessageNotContaining("secret");
  }

  @ParameterizedTest
  @CsvSource({
    "BEGIN, true",
    "/* why */ commit, true",
    "SET application_name = $1, true",
    "'start transaction read only', true",
    "select 1, false",
    "settle, false",
    "'update orders set status = $1', false",
    "'with x as (select 1) select * from x', false"
  })
  void statementsThatSteerTheSessionAreNoneThatADeveloperWouldCount(String text, boolean steers) {
    assertThat(StatementGauge.steers(text)).isEqualTo(steers);
  }

  /** A program of which everything is known. */
  private static void ask() throws SQLException {
    for (int i = 0; i < CONNECTIONS; i++) {
      try (Connection connection = DriverManager.getConnection(shop.jdbcUrl());
          PreparedStatement known =
              connection.prepareStatement(
                  "select id /* known */ from product where id between 1 and 2")) {
        for (int j = 0; j < STATEMENTS; j++) {
          try (ResultSet rows = known.executeQuery()) {
            assertThat(rows.next()).isTrue();
          }
        }
      }
    }
  }

  private static void zero(double counted) {
    assertThat(counted).isZero();
  }
}
