// Copied from API Tuning Lab with its package names changed; Apache License 2.0.
package com.acme.orders.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.orders.testing.TestDatabase;
import com.acme.orders.tuning.InvalidSetting;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(TestDatabase.Provider.class)
class CacheContractTest {
  private static final CacheSettings SETTINGS =
      new CacheSettings(100, Duration.ofMinutes(1), Duration.ZERO);

  @ParameterizedTest
  @EnumSource
  void whatIsAnsweredIsWhatTheSourceHas(Cache cache, TestDatabase database) throws Exception {
    ResponseCache responses = make(cache);
    for (int round = 0; round < 3; round++) {
      for (long id = 1; id <= 5; id++) {
        assertThat(body(responses, id, new Stock(database, id))).isEqualTo("1000");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void theSourceIsReadAsOftenAsDocumented(Cache cache, TestDatabase database) throws Exception {
    Map<String, Integer> documented = Map.of("none", 10, "http", 10, "local", 1);
    ResponseCache responses = make(cache);
    Stock stock = new Stock(database, 2);
    for (int i = 0; i < 10; i++) {
      body(responses, 2, stock);
    }
    assertThat(stock.reads).hasValue(documented.get(cache.id()));
  }

  @ParameterizedTest
  @EnumSource
  void aCommittedChangeIsWhatIsReadNext(Cache cache, TestDatabase database) throws Exception {
    try (TestDatabase.Copy copy = database.copy()) {
      ResponseCache responses = make(cache);
      for (int left = 999; left > 990; left--) {
        Stock one = new Stock(copy::connect, 1);
        Stock other = new Stock(copy::connect, 2);
        body(responses, 1, one);
        body(responses, 2, other);
        copy.execute("update product set stock = stock - 1 where id in (1, 2)");
        responses.changed(List.of(2L, 1L));

        assertThat(body(responses, 1, one)).isEqualTo(Integer.toString(left));
        assertThat(body(responses, 2, other)).isEqualTo(Integer.toString(left));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void afterAChangeOfAllNothingOldIsAnswered(Cache cache, TestDatabase database) throws Exception {
    try (TestDatabase.Copy copy = database.copy()) {
      ResponseCache responses = make(cache);
      for (long id = 1; id <= 20; id++) {
        body(responses, id, new Stock(copy::connect, id));
      }
      copy.execute("update product set stock = 7");
      responses.allChanged();

      for (long id = 1; id <= 20; id++) {
        assertThat(body(responses, id, new Stock(copy::connect, id))).isEqualTo("7");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNotThereIsReadAgain(Cache cache, TestDatabase database) throws Exception {
    ResponseCache responses = make(cache);
    Stock nothing = new Stock(database, 4_711);
    for (int i = 1; i <= 3; i++) {
      assertThat(responses.get(4_711, List.of(), nothing)).isEmpty();
      assertThat(nothing.reads).hasValue(i);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFailureIsToldAndNotKept(Cache cache, TestDatabase database) throws Exception {
    ResponseCache responses = make(cache);
    SQLException failure = new SQLException("no database");
    Source failing =
        () -> {
          throw failure;
        };
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> responses.get(3, List.of(), failing)).isSameAs(failure);
    }
    assertThat(body(responses, 3, new Stock(database, 3))).isEqualTo("1000");
  }

  @Test
  void settingsCheckThemselves() {
    refused(
        () -> new CacheSettings(0, Duration.ofMinutes(1), Duration.ZERO),
        "cache.size must be a whole number from 1 to 1000000, but was '0'");
    refused(
        () -> new CacheSettings(1, Duration.ZERO, Duration.ZERO),
        "cache.ttl must be a duration from 1s to 1440m, such as 250ms or 30s, but was '0ms'");
    refused(
        () -> new CacheSettings(1, Duration.ofMinutes(1), Duration.ofDays(2)),
        "cache.max-age must be no-cache or a duration from 1s to 1440m, such as 250ms or 30s,"
            + " but was '172800000ms'");
    refused(
        () -> new CacheSettings(1, Duration.ofMinutes(1), Duration.ofMillis(1_500)),
        "cache.max-age must be no-cache or whole seconds, but was '1500ms'");
  }

  private static void refused(Runnable making, String message) {
    assertThatThrownBy(making::run).isInstanceOf(InvalidSetting.class).hasMessage(message);
  }

  private static ResponseCache make(Cache cache) {
    return cache.make(SETTINGS, new CountedEvents());
  }

  private static String body(ResponseCache responses, long key, Source source) throws Exception {
    Reply reply = responses.get(key, List.of(), source).orElseThrow();
    assertThat(reply.status()).isEqualTo(200);
    return new String(reply.body(), StandardCharsets.UTF_8);
  }

  /** A product's stock, read from the database and counted. */
  private static final class Stock implements Source {
    private interface Database {
      Connection connect() throws SQLException;
    }

    private final AtomicInteger reads = new AtomicInteger();
    private final Database database;
    private final long product;

    Stock(TestDatabase database, long product) {
      this(database::connect, product);
    }

    Stock(Database database, long product) {
      this.database = database;
      this.product = product;
    }

    @Override
    public Optional<byte[]> body() throws SQLException {
      reads.incrementAndGet();
      try (Connection connection = database.connect();
          PreparedStatement statement =
              connection.prepareStatement("select stock::text from product where id = ?")) {
        statement.setLong(1, product);
        try (ResultSet rows = statement.executeQuery()) {
          return rows.next() ? Optional.of(rows.getBytes(1)) : Optional.empty();
        }
      }
    }
  }
}
