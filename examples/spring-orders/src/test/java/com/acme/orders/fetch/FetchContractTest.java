// Copied from API Tuning Lab with its package names changed; Apache License 2.0.
package com.acme.orders.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.orders.testing.TestDatabase;
import com.acme.orders.testing.TestRole;
import com.acme.orders.domain.Order;
import com.acme.orders.domain.PageRequest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(TestDatabase.Provider.class)
class FetchContractTest {
  private static final Map<String, Integer> STATEMENTS_FOR_TWENTY =
      Map.of("n-plus-one", 1 + 20, "join", 1, "batch", 2, "multiset", 1);

  @ParameterizedTest
  @EnumSource
  void everyOrderIsThereOnceNewestFirstWithItsLinesInOrder(Fetch fetch, TestDatabase database)
      throws SQLException {
    List<Order> orders = new ArrayList<>();
    for (int offset = 0; offset < TestDatabase.ORDERS; offset += 7) {
      orders.addAll(page(fetch, database, new PageRequest(offset, 7)));
    }

    assertThat(orders).hasSize(TestDatabase.ORDERS);
    assertThat(orders).extracting(Order::id).doesNotHaveDuplicates();
    assertThat(orders)
        .isSortedAccordingTo(
            Comparator.comparing(Order::placedAt).thenComparing(Order::id).reversed());
    assertThat(orders)
        .allSatisfy(
            order -> {
              assertThat(order.lines()).hasSize((int) (order.id() % 5));
              for (int i = 0; i < order.lines().size(); i++) {
                assertThat(order.lines().get(i).lineNo()).isEqualTo(i + 1);
              }
            });
  }

  @ParameterizedTest
  @EnumSource
  void everyVariantGivesTheSame(Fetch fetch, TestDatabase database) throws SQLException {
    for (PageRequest page :
        List.of(new PageRequest(0, 1), new PageRequest(3, 20), new PageRequest(0, 100))) {
      assertThat(page(fetch, database, page)).isEqualTo(page(Fetch.values()[0], database, page));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPagePastTheEndIsEmpty(Fetch fetch, TestDatabase database) throws SQLException {
    assertThat(page(fetch, database, new PageRequest(1_000_000, 20))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aPageOfTwentyTakesAsManyStatementsAsDocumented(Fetch fetch, TestDatabase database)
      throws SQLException {
    try (TestRole reader = new TestRole(database, 1);
        Connection connection = reader.connect()) {
      OrderFetch orders = fetch.make();
      long before = reader.statements();
      assertThat(orders.page(connection, new PageRequest(0, 20))).hasSize(20);
      assertThat(reader.statements() - before)
          .isEqualTo(STATEMENTS_FOR_TWENTY.get(fetch.id()).longValue());
    }
  }

  private static List<Order> page(Fetch fetch, TestDatabase database, PageRequest page)
      throws SQLException {
    try (Connection connection = database.connect()) {
      return fetch.make().page(connection, page);
    }
  }
}
