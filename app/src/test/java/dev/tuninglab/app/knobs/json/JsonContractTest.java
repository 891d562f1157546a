package dev.tuninglab.app.knobs.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tuninglab.app.TestDatabase;
import dev.tuninglab.app.TestRole;
import dev.tuninglab.app.shop.domain.PageRequest;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(TestDatabase.Provider.class)
class JsonContractTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Far from the ids of all other tests. */
  private static final long ID = 9_000_000_000_000_000_000L;

  @ParameterizedTest
  @EnumSource
  void anOrderIsTheseBytes(Json json, TestDatabase database) throws SQLException {
    try (Connection connection = database.connect()) {
      assertThat(text(documents(json).byId(connection, 3).orElseThrow()))
          .isEqualTo(
              """
              {"id":3,"customerId":4,"status":"placed","placedAt":"2026-05-31T23:00:00.123456Z",\
              "totalCents":5400,"lines":[\
              {"lineNo":1,"product":{"id":5,"sku":"SKU-5","name":"Prodúct \\"5\\""},\
              "quantity":1,"unitPriceCents":500},\
              {"lineNo":2,"product":{"id":8,"sku":"SKU-8","name":"Prodúct \\"8\\""},\
              "quantity":2,"unitPriceCents":800},\
              {"lineNo":3,"product":{"id":11,"sku":"SKU-11","name":"Prodúct \\"11\\""},\
              "quantity":3,"unitPriceCents":1100}]}""");
    }
  }

  @ParameterizedTest
  @EnumSource
  void anOrderThatIsNotThereHasNoDocument(Json json, TestDatabase database) throws SQLException {
    try (Connection connection = database.connect()) {
      assertThat(documents(json).byId(connection, 4_711)).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void anOrderWithoutLinesHasAnEmptyList(Json json, TestDatabase database) throws SQLException {
    try (Connection connection = database.connect()) {
      assertThat(text(documents(json).byId(connection, 5).orElseThrow()))
          .endsWith("\"totalCents\":0,\"lines\":[]}");
    }
  }

  @ParameterizedTest
  @EnumSource
  void textNumbersAndInstantsSurvive(Json json, TestDatabase database) throws Exception {
    String name =
        "\"quoted\" \\ back / slash \b\f\n\r\t \u0001\u001f\u007f ü 漢 \u2028 😀 </script>";
    try (Connection connection = database.connect()) {
      connection.setAutoCommit(false);
      insertProduct(connection, name);
      Map<String, String> instants =
          Map.of(
              "2026-06-01T12:30:00Z", "2026-06-01T12:30:00Z",
              "2026-06-01T12:30:00.1Z", "2026-06-01T12:30:00.100Z",
              "2026-06-01T12:30:00.120Z", "2026-06-01T12:30:00.120Z",
              "2026-06-01T12:30:59.000001Z", "2026-06-01T12:30:59.000001Z",
              "2026-06-01T12:30:00.1201+02:00", "2026-06-01T10:30:00.120100Z",
              "1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z",
              "0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z",
              "9999-12-31T23:59:59.999999Z", "9999-12-31T23:59:59.999999Z");
      for (Map.Entry<String, String> instant : instants.entrySet()) {
        insertOrder(connection, ID, instant.getKey(), Long.MAX_VALUE);
        insertLine(connection, Long.MAX_VALUE, Integer.MAX_VALUE);
        JsonNode order =
            MAPPER.readTree(documents(json).byId(connection, ID).orElseThrow().bytes());

        assertThat(order.get("id").longValue()).isEqualTo(ID);
        assertThat(order.get("totalCents").longValue()).isEqualTo(Long.MAX_VALUE);
        assertThat(order.get("placedAt").textValue()).isEqualTo(instant.getValue());
        assertThat(Instant.parse(instant.getValue())).hasToString(instant.getValue());
        assertThat(order.at("/lines/0/product/name").textValue()).isEqualTo(name);
        assertThat(order.at("/lines/0/product/id").longValue()).isEqualTo(ID);
        assertThat(order.at("/lines/0/quantity").intValue()).isEqualTo(Integer.MAX_VALUE);
        assertThat(order.at("/lines/0/unitPriceCents").longValue()).isEqualTo(Long.MAX_VALUE);
        run(connection, "delete from order_line where order_id = " + ID);
        run(connection, "delete from orders where id = " + ID);
      }
      connection.rollback();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPageHasItsOrdersNewestFirstWithTheirLines(Json json, TestDatabase database)
      throws Exception {
    OrderReader reader = new SomeOrders();
    try (Connection connection = database.connect()) {
      for (PageRequest page :
          List.of(new PageRequest(0, 1), new PageRequest(3, 20), new PageRequest(0, 100))) {
        JsonNode items =
            MAPPER.readTree(documents(json).page(connection, page).bytes()).get("items");
        List<Long> ids = reader.page(connection, page).stream().map(order -> order.id()).toList();

        assertThat(items.findValues("lines")).isNotEmpty();
        assertThat(ids(items)).isEqualTo(ids);
        for (JsonNode item : items) {
          long id = item.get("id").longValue();
          assertThat(item)
              .isEqualTo(
                  MAPPER.readTree(documents(json).byId(connection, id).orElseThrow().bytes()));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPagePastTheEndIsAnEmptyList(Json json, TestDatabase database) throws SQLException {
    try (Connection connection = database.connect()) {
      assertThat(text(documents(json).page(connection, new PageRequest(1_000_000, 20))))
          .isEqualTo("{\"items\":[]}");
    }
  }

  /** Neither the client's time zone nor a statement that has become a prepared one changes it. */
  @ParameterizedTest
  @EnumSource
  void theSessionDoesNotShowInADocument(Json json, TestDatabase database) throws SQLException {
    try (Connection connection = database.connect();
        Connection abroad = database.connect()) {
      run(abroad, "set time zone 'Asia/Kathmandu'");
      PageRequest page = new PageRequest(0, 20);
      OrderDocuments documents = documents(json);
      String expected = text(documents.page(connection, page));
      for (int i = 0; i < 12; i++) {
        assertThat(text(documents.page(abroad, page))).isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aDocumentIsWrittenWhenTheConnectionIsGone(Json json, TestDatabase database)
      throws SQLException {
    Document order;
    Document page;
    try (Connection connection = database.connect()) {
      order = documents(json).byId(connection, 3).orElseThrow();
      page = documents(json).page(connection, new PageRequest(0, 3));
    }
    assertThat(text(order)).startsWith("{\"id\":3,").endsWith("]}");
    assertThat(text(page)).startsWith("{\"items\":[{\"id\":").endsWith("]}]}");
  }

  /** What the others take depends on how their objects are read: the knob {@code fetch}. */
  @ParameterizedTest
  @EnumSource
  void aVariantWithoutObjectsTakesOneStatement(Json json, TestDatabase database)
      throws SQLException {
    assumeTrue(json.id().equals("postgres"));
    try (TestRole reader = new TestRole(database, 1);
        Connection connection = reader.connect()) {
      OrderDocuments documents = documents(json);
      long before = reader.statements();
      assertThat(documents.byId(connection, 3)).isPresent();
      assertThat(reader.statements() - before).isEqualTo(1);
      documents.page(connection, new PageRequest(0, 100));
      assertThat(reader.statements() - before).isEqualTo(2);
    }
  }

  private static OrderDocuments documents(Json json) {
    return json.make(new SomeOrders());
  }

  private static String text(Document document) {
    return new String(document.bytes(), StandardCharsets.UTF_8);
  }

  private static List<Long> ids(JsonNode items) {
    List<Long> ids = new ArrayList<>();
    items.forEach(item -> ids.add(item.get("id").longValue()));
    return ids;
  }

  private static void insertProduct(Connection connection, String name) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            insert into product (id, sku, name, category, price_cents, stock, description, updated_at)
            values (?, 'JSON', ?, 'c', 1, 1, 'd', now())""")) {
      statement.setLong(1, ID);
      statement.setString(2, name);
      statement.executeUpdate();
    }
  }

  private static void insertOrder(Connection connection, long id, String placedAt, long total)
      throws SQLException {
    run(
        connection,
        "insert into orders (id, customer_id, status, placed_at, total_cents)"
            + " values (%d, 1, 'placed', '%s', %d)".formatted(id, placedAt, total));
  }

  private static void insertLine(Connection connection, long cents, int quantity)
      throws SQLException {
    run(
        connection,
        "insert into order_line (order_id, line_no, product_id, quantity, unit_price_cents)"
            + " values (%d, 1, %d, %d, %d)".formatted(ID, ID, quantity, cents));
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
