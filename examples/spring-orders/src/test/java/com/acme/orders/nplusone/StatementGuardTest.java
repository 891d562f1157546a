// Copied from API Tuning Lab with its package names changed; Apache License 2.0.
package com.acme.orders.nplusone;

import static com.acme.orders.jooq.Tables.ORDER_LINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import com.acme.orders.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.cfg.Configuration;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

@ExtendWith(TestDatabase.Provider.class)
class StatementGuardTest {
  private static DataSource unwatched;
  private static DataSource watched;

  @BeforeAll
  static void watch(TestDatabase database) {
    unwatched = database.dataSource();
    watched = Statements.watch(unwatched);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdbc", "jooq", "jpa"})
  void anNPlusOneIsNamedWithItsStatementItsCountAndItsLine(String library) {
    String message = failure(Repeating.class, library).orElseThrow();

    assertThat(message.lines().findFirst().orElseThrow())
        .isEqualTo(
            "@NoNPlusOne allows a line of code to send the same statement at most 2 times; read"
                + " the rows together (a join, or \"= any(?)\"):");
    assertThat(message)
        .containsPattern("    5 x select [^\n]* from \"?(public\"?.\"?)?order_line")
        .containsPattern("order_id\"? ?= ?\\?")
        .containsPattern("at .*StatementGuardTest\\$Repeating.*\\(StatementGuardTest.java:\\d+\\)");
    assertThat(message.lines()).hasSize(3);
  }

  @Test
  void whatIsReadTogetherPasses() {
    assertThat(failure(Sound.class)).isEmpty();
  }

  @Test
  void oneStatementTooManyFailsWithAllThatWereSent() {
    assertThat(failure(Counting.class, "threeWhereTwoAreAllowed").orElseThrow())
        .startsWith("@MaxStatements(2) allows at most 2 statements, but 3 were sent:")
        .contains("    2 x select ?", "    1 x select ? from orders limit ?");
  }

  @Test
  void whatRunsBeforeAndAfterTheTestMethodDoesNotCount() {
    assertThat(failure(Counting.class, "twoWhereTwoAreAllowed")).isEmpty();
  }

  @Test
  void aBatchIsOneStatement() {
    assertThat(failure(Counting.class, "aBatchOfTen")).isEmpty();
  }

  @Test
  void anotherThreadsStatementsCountAsWell() {
    assertThat(failure(Counting.class, "threeOnAnotherThread").orElseThrow())
        .contains("but 3 were sent");
  }

  @Test
  void aStatementThatTheDatabaseRefusesCounts() {
    assertThat(failure(Counting.class, "threeThatAreRefused").orElseThrow())
        .contains("    3 x select nonsense");
  }

  @Test
  void theClassesRuleHoldsForNestedClassesAndTheMethodsComesFirst() {
    assertThat(failure(Counting.Inner.class, "threeOfThem").orElseThrow())
        .contains("@MaxStatements(2)");
    assertThat(failure(Counting.Inner.class, "threeWhereThreeAreAllowed")).isEmpty();
  }

  @Test
  void aGuardThatSeesNothingFails() {
    assertThat(failure(Blind.class, "sees").orElseThrow())
        .isEqualTo(
            "no statement was seen: the code under test must use a data source that went through"
                + " Statements.watch(...)");
    assertThat(failure(Blind.class, "needsNone")).isEmpty();
  }

  @Test
  void aTestThatFailsByItselfKeepsItsOwnFailure() {
    assertThat(failure(Counting.class, "failsByItself").orElseThrow()).isEqualTo("by itself");
  }

  @Test
  void nothingIsNotedOnceTheTestIsOver() throws SQLException {
    List<Execution> seen;
    try (Statements.Recording recording = Statements.record()) {
      send(watched, "select 1");
      seen = recording.seen();
    }
    send(watched, "select 2");

    assertThat(seen).extracting(Execution::shape).containsExactly("select ?");
  }

  private static Optional<String> failure(Class<?> tests) {
    return failure(selectClass(tests));
  }

  private static Optional<String> failure(Class<?> tests, String method) {
    return failure(selectMethod(tests, method));
  }

  /** Runs tests of this file that are meant to fail, or not to. */
  private static Optional<String> failure(DiscoverySelector tests) {
    Events events = EngineTestKit.engine("junit-jupiter").selectors(tests).execute().testEvents();
    assertThat(events.started().count()).isPositive();
    return events
        .failed()
        .map(event -> event.getRequiredPayload(TestExecutionResult.class))
        .map(result -> result.getThrowable().orElseThrow().getMessage())
        .findFirst();
  }

  private static void send(DataSource to, String sql) throws SQLException {
    try (Connection connection = to.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static List<Long> ids() throws SQLException {
    List<Long> ids = new ArrayList<>();
    try (Connection connection = watched.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select id from orders order by id limit 5")) {
      while (rows.next()) {
        ids.add(rows.getLong(1));
      }
    }
    return ids;
  }

  /** Each reads five orders, then the lines of one after the other. */
  @NoNPlusOne
  static class Repeating {
    @Test
    void jdbc() throws SQLException {
      for (long id : ids()) {
        try (Connection connection = watched.getConnection();
            PreparedStatement lines =
                connection.prepareStatement("select * from order_line where order_id = ?")) {
          lines.setLong(1, id);
          lines.executeQuery().close();
        }
      }
    }

    @Test
    void jooq() throws SQLException {
      DSLContext database = DSL.using(watched, SQLDialect.POSTGRES);
      for (long id : ids()) {
        database.selectFrom(ORDER_LINE).where(ORDER_LINE.ORDER_ID.eq(id)).fetch();
      }
    }

    @Test
    void jpa() {
      Configuration mapping = new Configuration().addAnnotatedClass(OrderEntity.class);
      mapping.getProperties().put(AvailableSettings.JAKARTA_NON_JTA_DATASOURCE, watched);
      try (SessionFactory sessions = mapping.buildSessionFactory()) {
        sessions.inTransaction(
            session -> {
              for (OrderEntity order :
                  session
                      .createSelectionQuery("from OrderEntity order by id", OrderEntity.class)
                      .setMaxResults(5)
                      .list()) {
                order.quantities().size();
              }
            });
      }
    }
  }

  @NoNPlusOne
  static class Sound {
    @Test
    void twoStatementsForFiveOrders() throws SQLException {
      Object[] ids = ids().toArray();
      try (Connection connection = watched.getConnection();
          PreparedStatement lines =
              connection.prepareStatement("select * from order_line where order_id = any(?)")) {
        lines.setArray(1, connection.createArrayOf("bigint", ids));
        lines.executeQuery().close();
      }
    }

    @Test
    @NoNPlusOne(repeats = 5)
    void fiveWhereFiveAreAllowed() throws SQLException {
      for (int i = 0; i < 5; i++) {
        send(watched, "select " + i);
      }
    }

    @Test
    void theSameStatementFromUnlikeLines() throws SQLException {
      send(watched, "select 1");
      send(watched, "select 2 from orders");
      send(watched, "select 3 from customer");
    }
  }

  @MaxStatements(2)
  static class Counting {
    @BeforeEach
    @AfterEach
    void three() throws SQLException {
      for (int i = 0; i < 3; i++) {
        send(watched, "select " + i);
      }
    }

    @Test
    void threeWhereTwoAreAllowed() throws SQLException {
      send(watched, "select 7 from orders limit 1");
      for (int i = 0; i < 2; i++) {
        send(watched, "select " + i);
      }
    }

    @Test
    void twoWhereTwoAreAllowed() throws SQLException {
      send(watched, "select 1");
      send(watched, "select 2");
    }

    @Test
    void aBatchOfTen() throws SQLException {
      try (Connection connection = watched.getConnection();
          PreparedStatement update =
              connection.prepareStatement("update product set stock = stock where id = ?")) {
        for (long id = 1; id <= 10; id++) {
          update.setLong(1, id);
          update.addBatch();
        }
        assertThat(update.executeBatch()).hasSize(10);
      }
    }

    @Test
    void threeOnAnotherThread() {
      CompletableFuture.runAsync(
              () -> {
                try {
                  three();
                } catch (SQLException e) {
                  throw new IllegalStateException(e);
                }
              })
          .join();
    }

    @Test
    void threeThatAreRefused() {
      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(() -> send(watched, "select nonsense")).isInstanceOf(SQLException.class);
      }
    }

    @Test
    void failsByItself() throws SQLException {
      three();
      fail("by itself");
    }

    @Nested
    class Inner {
      @Test
      void threeOfThem() throws SQLException {
        three();
      }

      @Test
      @MaxStatements(3)
      void threeWhereThreeAreAllowed() throws SQLException {
        three();
      }
    }
  }

  static class Blind {
    @Test
    @NoNPlusOne
    void sees() throws SQLException {
      send(unwatched, "select 1");
    }

    @Test
    @MaxStatements(0)
    void needsNone() throws SQLException {
      send(unwatched, "select 1");
    }
  }
}
