package dev.tuninglab.app.knobs.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tuninglab.app.shop.domain.Order;
import dev.tuninglab.app.shop.domain.OrderLine;
import dev.tuninglab.app.shop.domain.PageRequest;
import dev.tuninglab.app.shop.domain.ProductName;
import java.io.IOException;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The variants that write objects, on any order there could be. */
class WrittenOrdersTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** All but the one that needs a database; fewer where only some were copied. */
  private static final List<Json> WRITTEN =
      Stream.of(Json.values()).filter(json -> !json.id().equals("postgres")).toList();

  @Property(tries = 300)
  void anOrderIsWrittenAsItIs(@ForAll("orders") Order order) throws Exception {
    for (Json json : WRITTEN) {
      Document document = json.make(reading(List.of(order))).byId(null, order.id()).orElseThrow();

      assertThat(read(document.bytes())).as(json.id()).isEqualTo(tree(order));
    }
  }

  @Property(tries = 100)
  void aPageIsItsOrdersInTheSameBytesByEveryVariant(@ForAll("pages") List<Order> orders)
      throws Exception {
    ObjectNode expected = MAPPER.createObjectNode();
    ArrayNode items = expected.putArray("items");
    orders.forEach(order -> items.add(tree(order)));
    byte[] first = null;
    for (Json json : WRITTEN) {
      byte[] page = json.make(reading(orders)).page(null, new PageRequest(0, 20)).bytes();
      first = first == null ? page : first;

      assertThat(page).as(json.id()).isEqualTo(first);
      assertThat(read(page)).as(json.id()).isEqualTo(expected);
    }
  }

  @Provide
  Arbitrary<List<Order>> pages() {
    return orders().list().ofMaxSize(20);
  }

  @Provide
  Arbitrary<Order> orders() {
    return Combinators.combine(
            Arbitraries.longs(),
            Arbitraries.longs(),
            texts(),
            instants(),
            Arbitraries.longs(),
            lines().list().ofMaxSize(10))
        .as(Order::new);
  }

  private static Arbitrary<OrderLine> lines() {
    return Combinators.combine(
            Arbitraries.integers(),
            Combinators.combine(Arbitraries.longs(), texts(), texts()).as(ProductName::new),
            Arbitraries.integers(),
            Arbitraries.longs())
        .as(OrderLine::new);
  }

  /** What PostgreSQL can hold: no half of a surrogate pair. */
  private static Arbitrary<String> texts() {
    return Arbitraries.strings()
        .ofMaxLength(40)
        .map(text -> text.codePoints().filter(c -> c < 0xD800 || c > 0xDFFF))
        .map(
            points ->
                points
                    .collect(
                        StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString());
  }

  private static Arbitrary<Instant> instants() {
    Arbitrary<Long> fraction =
        Arbitraries.oneOf(
            Arbitraries.just(0L),
            Arbitraries.longs().between(0, 999).map(millis -> millis * 1_000_000),
            Arbitraries.longs().between(0, 999_999).map(micros -> micros * 1_000),
            Arbitraries.longs().between(0, 999_999_999));
    return Combinators.combine(
            Arbitraries.longs()
                .between(
                    Instant.parse("0001-01-01T00:00:00Z").getEpochSecond(),
                    Instant.parse("9999-12-31T23:59:59Z").getEpochSecond()),
            fraction)
        .as(Instant::ofEpochSecond);
  }

  private static OrderReader reading(List<Order> orders) {
    return new OrderReader() {
      @Override
      public Optional<Order> byId(Connection connection, long id) {
        return orders.stream().findFirst();
      }

      @Override
      public List<Order> page(Connection connection, PageRequest page) {
        return orders;
      }
    };
  }

  private static JsonNode read(byte[] document) throws IOException {
    return MAPPER.readTree(document);
  }

  private static JsonNode tree(Order order) {
    ObjectNode tree =
        MAPPER
            .createObjectNode()
            .put("id", order.id())
            .put("customerId", order.customerId())
            .put("status", order.status())
            .put("placedAt", order.placedAt().toString())
            .put("totalCents", order.totalCents());
    ArrayNode lines = tree.putArray("lines");
    for (OrderLine line : order.lines()) {
      ObjectNode node = lines.addObject().put("lineNo", line.lineNo());
      node.putObject("product")
          .put("id", line.product().id())
          .put("sku", line.product().sku())
          .put("name", line.product().name());
      node.put("quantity", line.quantity()).put("unitPriceCents", line.unitPriceCents());
    }
    try {
      // A number of 32 bits is another node than one of 64: both sides are read from text.
      return read(MAPPER.writeValueAsBytes(tree));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
