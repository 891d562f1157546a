package dev.tuninglab.app.timing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** By a clock that only the tests move. */
class RecordedPhasesTest {
  private long clock = 1_000_000_000;
  private final RecordedPhases phases = new RecordedPhases(() -> clock, clock - 5_000);

  /** Something that takes a while before, between and after what is inside of it. */
  record Piece(Phase phase, int micros, List<Piece> inside) {}

  @Test
  void whatIsInsideOfAPhaseIsNotInItTwice() {
    phases.during(
        Phase.CACHE,
        () -> {
          pass(1);
          phases.during(Phase.SERIALIZE, () -> pass(20));
          pass(300);
        });
    pass(4_000);

    assertThat(phases.told(false))
        .isEqualTo("queue;dur=0.005, cache;dur=0.301, serialize;dur=0.020, total;dur=4.326");
  }

  @Test
  void whatIsAsideIsInNoPhase() {
    phases.during(
        Phase.CACHE,
        () -> {
          pass(1);
          phases.aside(
              () -> {
                pass(10);
                phases.during(Phase.SERIALIZE, () -> pass(200));
                return null;
              });
          pass(3);
        });

    assertThat(phases.told(false))
        .isEqualTo("queue;dur=0.005, cache;dur=0.004, serialize;dur=0.200, total;dur=0.219");
  }

  @Test
  void aFailureEndsItsPhase() {
    assertThatThrownBy(
            () ->
                phases.in(
                    Phase.ACQUIRE,
                    () -> {
                      pass(7);
                      throw new SQLException("none to be had");
                    }))
        .hasMessage("none to be had");
    pass(50);

    assertThat(phases.told(false)).isEqualTo("queue;dur=0.005, acquire;dur=0.007, total;dur=0.062");
  }

  @Test
  void aPhaseThatGoesOnIsToldAsFarAsItHasCome() {
    phases.during(
        Phase.COMPRESS,
        () -> {
          pass(9);
          assertThat(phases.told(true)).endsWith("compress;dur=0.009, total;dur=0.014");
          assertThat(phases.told(false)).isEqualTo("queue;dur=0.005, total;dur=0.014");
        });
  }

  @Test
  void lessThanAPhaseCanTakeIsLeftOut() {
    phases.during(Phase.LOG, () -> clock += 999);
    phases.during(Phase.WAIT, () -> clock += 49_000);

    assertThat(phases.told(false)).isEqualTo("queue;dur=0.005, total;dur=0.054");
  }

  @Test
  void ofAConnectionTheDatabasesAnswersAreQueriesAndTheRestIsMapping() throws SQLException {
    try (Connection connection = phases.lent(() -> slow(Connection.class, 0))) {
      connection.setAutoCommit(false);
      try (PreparedStatement statement = connection.prepareStatement("select")) {
        statement.setLong(1, 2);
        try (ResultSet rows = statement.executeQuery()) {
          rows.next();
          rows.getLong(1);
        }
      }
      connection.commit();
    }
    pass(3_000);

    // prepareStatement, setLong, next, getLong and both closes; setAutoCommit, the query, commit.
    assertThat(phases.told(false))
        .isEqualTo(
            "queue;dur=0.005, query;dur=0.300, map;dur=0.600, release;dur=0.100, total;dur=4.005");
  }

  @Test
  void rowsThatAreFetchedInPartsAreQueried() throws SQLException {
    try (Connection connection = phases.lent(() -> slow(Connection.class, 50));
        PreparedStatement statement = connection.prepareStatement("select");
        ResultSet rows = statement.executeQuery()) {
      rows.next();
      rows.getLong(1);
    }

    assertThat(phases.told(false)).contains("query;dur=0.200, map;dur=0.400,");
  }

  @Test
  void aConnectionIsReleasedOnceThoughItIsClosedTwice() throws SQLException {
    Connection connection = phases.lent(() -> slow(Connection.class, 0));
    connection.close();
    phases.during(
        Phase.SERIALIZE,
        () -> {
          pass(30);
          connection.close();
          pass(1);
        });

    assertThat(phases.told(false)).contains("release;dur=0.100, serialize;dur=0.131,");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatTheDatabaseRefusesIsThrownAsItWas(boolean error) throws SQLException {
    Throwable failure = error ? new StackOverflowError() : new SQLException("refused", "23505");
    Connection broken =
        (Connection)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                  throw failure;
                });
    Connection connection = phases.lent(() -> broken);

    assertThatThrownBy(connection::commit).isSameAs(failure);
    assertThatThrownBy(connection::close).isSameAs(failure);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void eachMomentBelongsToTheInnermostPhaseAndTheSumStaysBelowTheTotal(
      @ForAll("pieces") List<Piece> pieces) {
    // A request of its own for each try, which all have the same instance.
    new RecordedPhasesTest().toldIsWhatPassed(pieces);
  }

  private void toldIsWhatPassed(List<Piece> pieces) {
    Map<Phase, Long> expected = new EnumMap<>(Phase.class);
    expected.put(Phase.QUEUE, 5L);
    for (Piece piece : pieces) {
      work(piece, expected);
      pass(3);
    }

    String[] told = phases.told(true).split(", ");
    long sum = 0;
    for (int i = 0; i < told.length - 1; i++) {
      String[] parts = told[i].split(";dur=");
      long micros = Long.parseLong(parts[1].replace(".", ""));
      Phase phase = Phase.valueOf(parts[0].toUpperCase(Locale.ROOT));
      assertThat(micros).isEqualTo(expected.remove(phase));
      sum += micros;
    }
    assertThat(expected)
        .allSatisfy((phase, micros) -> assertThat(phase.isSaidBy(micros)).isFalse());
    long leftOut = expected.values().stream().mapToLong(Long::longValue).sum();
    String total = told[told.length - 1].replace("total;dur=", "").replace(".", "");
    assertThat(sum + leftOut + 3L * pieces.size()).isEqualTo(Long.parseLong(total));
  }

  private void work(Piece piece, Map<Phase, Long> expected) {
    phases.during(
        piece.phase,
        () -> {
          pass(piece.micros);
          expected.merge(piece.phase, (long) piece.micros, Long::sum);
          for (Piece inner : piece.inside) {
            work(inner, expected);
            pass(piece.micros);
            expected.merge(piece.phase, (long) piece.micros, Long::sum);
          }
        });
  }

  @Provide
  Arbitrary<List<Piece>> pieces() {
    return pieces(3);
  }

  private static Arbitrary<List<Piece>> pieces(int deep) {
    Arbitrary<List<Piece>> inside = deep == 0 ? Arbitraries.just(List.of()) : pieces(deep - 1);
    return Combinators.combine(
            Arbitraries.of(Phase.class), Arbitraries.integers().between(0, 2_000), inside)
        .as(Piece::new)
        .list()
        .ofMaxSize(3);
  }

  private void pass(long micros) {
    clock += TimeUnit.MICROSECONDS.toNanos(micros);
  }

  /** One of JDBC's objects, each of whose calls takes 100 us. */
  private <T> T slow(Class<T> type, int fetchSize) {
    return type.cast(
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              if (method.getName().equals("getFetchSize")) {
                return fetchSize;
              }
              pass(100);
              Class<?> result = method.getReturnType();
              if (result == boolean.class) {
                return true;
              }
              if (result == long.class) {
                return 1L;
              }
              return result == void.class ? null : slow(result, fetchSize);
            }));
  }
}
