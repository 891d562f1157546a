package dev.tuninglab.app.knobs.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuninglab.app.TestDatabase;
import dev.tuninglab.app.TestRole;
import dev.tuninglab.app.shop.domain.PageRequest;
import dev.tuninglab.app.shop.domain.ProductExtra;
import dev.tuninglab.app.shop.domain.ProductName;
import dev.tuninglab.app.shop.domain.ProductSummary;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(TestDatabase.Provider.class)
class LoadContractTest {
  private static final PageRequest ALL = new PageRequest(0, 100);
  private static final Set<ProductExtra> NOTHING = Set.of();
  private static final Set<ProductExtra> DESCRIPTION_ONLY = Set.of(ProductExtra.DESCRIPTION);
  private static final Set<ProductExtra> RELATED_ONLY = Set.of(ProductExtra.RELATED);
  private static final Set<ProductExtra> EVERYTHING = EnumSet.allOf(ProductExtra.class);

  @ParameterizedTest
  @EnumSource
  void everyProductIsThereOnceInTheOrderOfIdsWithTheListsColumns(Load load, TestDatabase database)
      throws SQLException {
    List<ProductSummary> products = page(load, database, ALL, NOTHING);

    assertThat(products)
        .extracting(ProductSummary::id)
        .isEqualTo(LongStream.rangeClosed(1, TestDatabase.PRODUCTS).boxed().toList());
    ProductSummary seventh = products.get(6);
    assertThat(seventh.sku()).isEqualTo("SKU-7");
    assertThat(seventh.name()).isEqualTo("Prodúct \"7\"");
    assertThat(seventh.category()).isEqualTo("category 1");
    assertThat(seventh.priceCents()).isEqualTo(700);
    assertThat(seventh.stock()).isEqualTo(stockOf(database, 7));
  }

  @ParameterizedTest
  @EnumSource
  void withEverythingAskedForAllVariantsGiveTheSame(Load load, TestDatabase database)
      throws SQLException {
    List<ProductSummary> products = page(load, database, ALL, EVERYTHING);

    assertThat(products).isEqualTo(page(Load.values()[0], database, ALL, EVERYTHING));
    assertThat(products)
        .allSatisfy(
            product -> {
              assertThat(product.description()).hasSize(2500);
              assertThat(product.related()).isNotEmpty();
            });
  }

  @ParameterizedTest
  @EnumSource
  void whatIsAskedForIsThere(Load load, TestDatabase database) throws SQLException {
    for (ProductExtra extra : ProductExtra.values()) {
      assertThat(page(load, database, ALL, Set.of(extra)))
          .allSatisfy(
              product ->
                  assertThat(
                          switch (extra) {
                            case DESCRIPTION -> product.description();
                            case RELATED -> product.related();
                          })
                      .isNotNull());
    }
  }

  @ParameterizedTest
  @EnumSource
  void relatedProductsAreThreeOthersOfTheCategory(Load load, TestDatabase database)
      throws SQLException {
    List<ProductSummary> products = page(load, database, new PageRequest(3, 1), EVERYTHING);

    assertThat(products.get(0).category()).isEqualTo("category 1");
    assertThat(products.get(0).related())
        .containsExactly(
            new ProductName(1, "SKU-1", "Prodúct \"1\""),
            new ProductName(7, "SKU-7", "Prodúct \"7\""),
            new ProductName(10, "SKU-10", "Prodúct \"10\""));
  }

  @ParameterizedTest
  @EnumSource
  void pagesAreCutByOffsetAndSize(Load load, TestDatabase database) throws SQLException {
    assertThat(page(load, database, new PageRequest(17, 10), EVERYTHING))
        .extracting(ProductSummary::id)
        .containsExactly(18L, 19L, 20L);
    assertThat(page(load, database, new PageRequest(1_000_000, 20), EVERYTHING)).isEmpty();
  }

  /** PostgreSQL refuses a statement that names a column which its user may not read. */
  @ParameterizedTest
  @EnumSource
  void whatNobodyAskedForIsReadByTheEagerVariantAlone(Load load, TestDatabase database)
      throws SQLException {
    try (TestRole reader = new TestRole(database, 1);
        Connection connection = reader.connect()) {
      reader.forbid("product");
      reader.permit("id, sku, name, category, price_cents, stock", "product");

      if (load.id().equals("eager")) {
        assertThatThrownBy(() -> load.make().page(connection, ALL, NOTHING))
            .hasMessageContaining("permission denied for table product");
      } else {
        assertThat(load.make().page(connection, ALL, NOTHING))
            .hasSize(TestDatabase.PRODUCTS)
            .allMatch(product -> product.description() == null && product.related() == null);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPageTakesAsManyStatementsAsDocumented(Load load, TestDatabase database)
      throws SQLException {
    Map<Set<ProductExtra>, Integer> documented =
        Map.of(
                "eager",
                Map.of(NOTHING, 2, DESCRIPTION_ONLY, 2, RELATED_ONLY, 2),
                "lazy",
                Map.of(NOTHING, 1, DESCRIPTION_ONLY, 1, RELATED_ONLY, 2))
            .get(load.id());
    try (TestRole reader = new TestRole(database, 1);
        Connection connection = reader.connect()) {
      ProductLoad products = load.make();
      for (Set<ProductExtra> asked : documented.keySet()) {
        long before = reader.statements();
        assertThat(products.page(connection, ALL, asked)).hasSize(TestDatabase.PRODUCTS);
        assertThat(reader.statements() - before)
            .as("asked for %s", asked)
            .isEqualTo(documented.get(asked).longValue());
      }
    }
  }

  private static List<ProductSummary> page(
      Load load, TestDatabase database, PageRequest page, Set<ProductExtra> asked)
      throws SQLException {
    try (Connection connection = database.connect()) {
      return load.make().page(connection, page, asked);
    }
  }

  private static int stockOf(TestDatabase database, long product) throws SQLException {
    return (int) database.number("select stock from product where id = " + product);
  }
}
