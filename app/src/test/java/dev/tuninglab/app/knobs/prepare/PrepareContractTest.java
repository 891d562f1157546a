package dev.tuninglab.app.knobs.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuninglab.app.TestDatabase;
import dev.tuninglab.app.tuning.InvalidSetting;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(TestDatabase.Provider.class)
class PrepareContractTest {
  private static final PrepareSettings THIRD = new PrepareSettings(3);

  @ParameterizedTest
  @EnumSource
  void aStatementGetsANameAsDocumented(Prepare prepare, TestDatabase database) throws SQLException {
    try (Connection connection = connect(prepare, THIRD, database)) {
      execute(connection, 2);
      assertThat(named(connection)).as("below the threshold").isZero();
      execute(connection, 1);
      assertThat(named(connection)).as("at the threshold").isEqualTo(names(prepare) ? 1 : 0);
      execute(connection, 20);
      assertThat(named(connection)).as("later").isEqualTo(names(prepare) ? 1 : 0);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aStatementIsPlannedAsOftenAsDocumented(Prepare prepare, TestDatabase database)
      throws SQLException {
    try (Connection connection = connect(prepare, THIRD, database);
        Statement session = connection.createStatement()) {
      session.execute("set pg_stat_statements.track_planning = on");
      session.execute("select pg_stat_statements_reset()");
      execute(connection, 50);
      // By name: 2 before it has one, 5 for the numbers of the day, 1 for all that follow.
      assertThat(plans(connection)).isEqualTo(names(prepare) ? 2 + 5 + 1 : 50);
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyVariantReadsTheSame(Prepare prepare, TestDatabase database) throws SQLException {
    try (Connection connection = connect(prepare, THIRD, database)) {
      String first = execute(connection, 1);
      assertThat(execute(connection, 10)).isEqualTo(first);
      assertThat(first).isEqualTo("3 placed 2026-05-31 23:00:00.123456+00 5400");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aConnectionDoesNotProfitFromAnother(Prepare prepare, TestDatabase database)
      throws SQLException {
    try (Connection one = connect(prepare, THIRD, database);
        Connection other = connect(prepare, THIRD, database)) {
      execute(one, 10);
      assertThat(named(other)).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void theRestOfTheUrlStaysAsItIs(Prepare prepare) {
    StatementPreparation preparation = prepare.make(THIRD);
    String set = preparation.in("jdbc:postgresql://h/d").replace("jdbc:postgresql://h/d?", "");
    assertThat(set).startsWith("prepareThreshold=" + (names(prepare) ? 3 : 0));

    assertThat(preparation.in("jdbc:postgresql://h/d?")).isEqualTo("jdbc:postgresql://h/d?" + set);
    assertThat(preparation.in("jdbc:postgresql://h/d?user=u&password=a%3D?b"))
        .isEqualTo("jdbc:postgresql://h/d?user=u&password=a%3D?b&" + set);
    assertThat(preparation.in("jdbc:postgresql://h/d?prepareThreshold=9&user=u"))
        .isEqualTo("jdbc:postgresql://h/d?user=u&" + set);
    assertThat(preparation.in(preparation.in("jdbc:postgresql://h/d")))
        .as("set again")
        .isEqualTo("jdbc:postgresql://h/d?" + set);
  }

  @Test
  void settingsCheckThemselves() {
    assertThatThrownBy(() -> new PrepareSettings(0))
        .isInstanceOf(InvalidSetting.class)
        .hasMessage("prepare.threshold must be a whole number from 1 to 100, but was '0'");
  }

  private static boolean names(Prepare prepare) {
    return prepare.id().equals("on");
  }

  private static Connection connect(
      Prepare prepare, PrepareSettings settings, TestDatabase database) throws SQLException {
    return DriverManager.getConnection(prepare.make(settings).in(database.url()));
  }

  /** As a service does: prepared, run and closed again each time. */
  private static String execute(Connection connection, int times) throws SQLException {
    String row = "";
    for (int i = 0; i < times; i++) {
      try (PreparedStatement statement =
          connection.prepareStatement(
              "select id, status, placed_at, total_cents from orders where id = ?")) {
        statement.setLong(1, 3);
        try (ResultSet rows = statement.executeQuery()) {
          rows.next();
          row =
              "%d %s %s %d"
                  .formatted(
                      rows.getLong(1), rows.getString(2), rows.getString(3), rows.getLong(4));
        }
      }
    }
    return row;
  }

  private static long named(Connection connection) throws SQLException {
    return number(
        connection,
        "select count(*) from pg_prepared_statements where statement like '%placed_at, total_cents%'");
  }

  private static long plans(Connection connection) throws SQLException {
    return number(
        connection,
        "select sum(plans) from pg_stat_statements where query like '%placed_at, total_cents%'");
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
