// Copied from API Tuning Lab with its package names changed; Apache License 2.0.
package com.acme.orders.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.orders.testing.TestDatabase;
import com.acme.orders.nplusone.Execution;
import com.acme.orders.nplusone.MaxStatements;
import com.acme.orders.nplusone.NoNPlusOne;
import com.acme.orders.nplusone.Statements;
import com.acme.orders.domain.PageRequest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a service that took a variant home would hold itself to. */
@ExtendWith(TestDatabase.Provider.class)
class FetchGuardTest {
  private static final String UNTUNED = "n-plus-one";

  private static DataSource watched;

  @BeforeAll
  static void watch(TestDatabase database) {
    watched = Statements.watch(database.dataSource());
  }

  static Stream<Fetch> tuned() {
    return Stream.of(Fetch.values()).filter(fetch -> !fetch.id().equals(UNTUNED));
  }

  static Stream<Fetch> untuned() {
    return Stream.of(Fetch.values()).filter(fetch -> fetch.id().equals(UNTUNED));
  }

  @NoNPlusOne
  @MaxStatements(2)
  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("tuned")
  void aTunedVariantReadsAPageWithTwoStatementsAtMost(Fetch fetch) throws SQLException {
    readTwenty(fetch);
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("untuned")
  void theUntunedVariantSendsOneStatementTwentyTimesFromOneLine(Fetch fetch) throws SQLException {
    List<Execution> seen;
    try (Statements.Recording recording = Statements.record()) {
      readTwenty(fetch);
      seen = recording.seen();
    }

    assertThat(seen).hasSize(21);
    assertThat(seen.subList(1, 21)).containsOnly(seen.get(1));
    assertThat(seen.get(1).line().orElseThrow().getMethodName()).isEqualTo("addLines");
  }

  private static void readTwenty(Fetch fetch) throws SQLException {
    try (Connection connection = watched.getConnection()) {
      assertThat(fetch.make().page(connection, new PageRequest(0, 20))).hasSize(20);
    }
  }
}
