// Copied from API Tuning Lab with its package names changed; Apache License 2.0.
package com.acme.orders.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.orders.testing.TestDatabase;
import com.acme.orders.domain.FeedPart;
import com.acme.orders.domain.FeedRequest;
import com.acme.orders.domain.OrderSummary;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(TestDatabase.Provider.class)
class PageContractTest {
  private static final CursorKey KEY = CursorKey.random();

  /** Two orders share it; some are older, some are newer. */
  private static final Instant TIE = Instant.parse("2026-05-30T20:00:00.123456Z");

  @ParameterizedTest
  @EnumSource
  void whoeverFollowsNextMeetsEveryOrderOnceNewestFirst(Page page, TestDatabase database)
      throws SQLException {
    try (Connection connection = database.connect()) {
      for (int size : new int[] {1, 7, 20, TestDatabase.ORDERS, 1000}) {
        List<OrderSummary> orders = walk(page, connection, Instant.EPOCH, size);

        assertThat(orders).as("size %d", size).hasSize(TestDatabase.ORDERS);
        assertThat(orders).extracting(OrderSummary::id).doesNotHaveDuplicates();
        assertThat(orders.stream().map(OrderSummary::placedAt).distinct())
            .as("instants, most of them shared")
            .hasSizeLessThan(TestDatabase.ORDERS);
        assertThat(orders)
            .isSortedAccordingTo(
                Comparator.comparing(OrderSummary::placedAt)
                    .thenComparing(OrderSummary::id)
                    .reversed());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void olderOrdersThanAskedForAreLeftOut(Page page, TestDatabase database) throws SQLException {
    try (Connection connection = database.connect()) {
      List<OrderSummary> orders = walk(page, connection, TIE, 7);

      assertThat(orders).allMatch(order -> !order.placedAt().isBefore(TIE));
      assertThat(orders).filteredOn(order -> order.placedAt().equals(TIE)).hasSize(2);
      assertThat((long) orders.size())
          .isEqualTo(
              database.number("select count(*) from orders where placed_at >= '" + TIE + "'"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void thereIsANextPartOnlyWhereOrdersFollow(Page page, TestDatabase database) throws SQLException {
    try (Connection connection = database.connect()) {
      Pagination feed = page.make(KEY);
      FeedPart whole = feed.part(connection, first(Instant.EPOCH, TestDatabase.ORDERS));
      FeedPart none = feed.part(connection, first(Instant.parse("9999-01-01T00:00:00Z"), 20));
      FeedPart some = feed.part(connection, first(Instant.EPOCH, TestDatabase.ORDERS - 1));

      assertThat(whole.next()).isNull();
      assertThat(none.items()).isEmpty();
      assertThat(none.next()).isNull();
      if (some.items().size() < TestDatabase.ORDERS) {
        assertThat(some.next()).matches("[A-Za-z0-9_-]{30,80}");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aCursorThatWasIssuedForSomethingElseIsRefused(Page page, TestDatabase database)
      throws SQLException {
    try (Connection connection = database.connect()) {
      for (Page other : Page.values()) {
        CursorKey otherKey = other == page ? CursorKey.random() : KEY;
        String cursor = other.make(otherKey).part(connection, first(Instant.EPOCH, 20)).next();
        refused(page, connection, Instant.EPOCH, cursor);
      }
      String own = page.make(KEY).part(connection, first(Instant.EPOCH, 20)).next();
      refused(page, connection, TIE, own);
      refused(page, connection, Instant.EPOCH, "made-up");
      refused(page, connection, Instant.EPOCH, " ");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aNewOrderShiftsPartsAsDocumented(Page page, TestDatabase database)
      throws IOException, SQLException {
    Map<String, Integer> seenTwice = Map.of("all", 0, "offset", 1, "keyset", 0);
    try (TestDatabase.Copy shop = database.copy();
        Connection connection = shop.connect()) {
      Pagination feed = page.make(KEY);
      FeedPart part = feed.part(connection, first(Instant.EPOCH, 20));
      List<OrderSummary> orders = new ArrayList<>(part.items());
      shop.execute(
          """
          insert into orders (customer_id, status, placed_at, total_cents)
          values (1, 'placed', '2026-06-02T00:00:00Z', 0)""");
      while (part.next() != null) {
        part = feed.part(connection, new FeedRequest(Instant.EPOCH, 20, part.next()));
        orders.addAll(part.items());
      }

      long different = orders.stream().map(OrderSummary::id).distinct().count();
      assertThat(different).isEqualTo(TestDatabase.ORDERS);
      assertThat(orders.size() - different).isEqualTo((long) seenTwice.get(page.id()));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aDeepPartReadsAsManyPagesOfTheDatabaseAsDocumented(Page page, TestDatabase database)
      throws IOException, SQLException {
    Map<String, Boolean> readsMoreWhenDeeper = Map.of("offset", true, "keyset", false);
    try (TestDatabase.Copy shop = database.copy();
        Connection connection = shop.connect()) {
      shop.execute(
          """
          insert into orders (customer_id, status, placed_at, total_cents)
          select 1 + n % 10, 'paid', timestamptz '2026-06-01T00:00:00Z' - (n / 2) * interval '1 s', n
          from generate_series(1, 21000) n""");
      shop.execute("vacuum analyze orders");
      String name = shop.texts("select current_database()").get(0);
      Pagination feed = page.make(KEY);
      long start = pagesRead(database, name);
      feed.part(connection, first(Instant.EPOCH, 20));
      final long shallow = pagesRead(database, name) - start;
      String cursor = "";
      for (int step = 0; step < 20 && cursor != null; step++) {
        cursor = feed.part(connection, new FeedRequest(Instant.EPOCH, 999, cursor)).next();
      }
      if (cursor == null) {
        assertThat(shallow).as("everything at once").isGreaterThan(100);
        return;
      }
      start = pagesRead(database, name);
      FeedPart part = feed.part(connection, new FeedRequest(Instant.EPOCH, 20, cursor));
      long deep = pagesRead(database, name) - start;

      assertThat(part.items()).as("page 1,000").hasSize(20);
      assertThat(shallow).isPositive();
      if (readsMoreWhenDeeper.get(page.id())) {
        assertThat(deep).isGreaterThan(10 * shallow);
      } else {
        assertThat(deep).isLessThanOrEqualTo(2 * shallow);
      }
    }
  }

  /** Pages of 8 KB that lists of orders in this database have read so far. */
  private static long pagesRead(TestDatabase database, String name) throws SQLException {
    return database.number(
        """
        select coalesce(sum(shared_blks_hit + shared_blks_read), 0)::bigint
        from pg_stat_statements join pg_database on pg_database.oid = dbid
        where datname = '%s' and query like '%%order by%%'"""
            .formatted(name));
  }

  private static void refused(Page page, Connection connection, Instant since, String cursor) {
    if (cursor == null) {
      return;
    }
    assertThatThrownBy(() -> page.make(KEY).part(connection, new FeedRequest(since, 20, cursor)))
        .isInstanceOf(RefusedCursor.class)
        .hasMessage("cursor must be the 'next' of an earlier answer to the same request");
  }

  private static List<OrderSummary> walk(Page page, Connection connection, Instant since, int size)
      throws SQLException {
    Pagination feed = page.make(KEY);
    FeedPart part = feed.part(connection, first(since, size));
    List<OrderSummary> orders = new ArrayList<>(part.items());
    while (part.next() != null) {
      assertThat(part.items()).hasSize(size);
      part = feed.part(connection, new FeedRequest(since, size, part.next()));
      assertThat(part.items()).isNotEmpty();
      orders.addAll(part.items());
    }
    return orders;
  }

  private static FeedRequest first(Instant since, int size) {
    return new FeedRequest(since, size, "");
  }
}
