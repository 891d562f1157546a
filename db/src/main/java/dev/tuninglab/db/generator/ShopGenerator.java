package dev.tuninglab.db.generator;

import java.io.IOException;
import java.io.OutputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.LongConsumer;

/**
 * Generates the shop's rows: the same size and seed give the same bytes, on every machine and JDK.
 *
 * <p>Keys are skewed by a Zipf law in which rank is id: customer 1 has the most orders, product 1
 * sells most.
 */
public final class ShopGenerator {
  /** Raised whenever the bytes change, so that data kept from an older version is not reused. */
  public static final int VERSION = 1;

  private static final int STREAM_CUSTOMER = 1;
  private static final int STREAM_PRODUCT = 2;
  private static final int STREAM_EVENT = 5;

  private static final String[] FIRST_NAMES =
      ("Ada Amir Bea Carlos Chen Dana Elif Emil Fatima Goran Hana Ines Ivan Jamal Jun Kira Lars Lea"
              + " Mara Mei Nadia Noah Olga Omar Priya Rosa Sami Sofia Tomas Uma Vera Yara Yusuf Zoe")
          .split(" ");
  private static final String[] LAST_NAMES =
      ("Adler Bauer Castro Diaz Endo Fischer Garcia Haddad Ivanov Jensen Kaya Kim Larsen Lopez Meyer"
              + " Moreau Nakamura Novak Okafor Olsen Patel Petrov Quinn Rossi Sato Silva Tan Torres"
              + " Ueda Varga Weber Wong Yilmaz Zhang")
          .split(" ");
  private static final String[] COUNTRIES =
      "DE DE DE US US US FR FR GB GB IT ES NL PL SE JP BR IN CA AU".split(" ");
  private static final String[] CATEGORIES =
      ("audio bags bath bedding bikes books camping cleaning clocks cooking crafts decor desks"
              + " fitness furniture garden heating kitchen lighting office optics storage tools travel")
          .split(" ");
  private static final String[] CHANNELS = "web web web ios android partner".split(" ");

  private final long seed;
  private final ShopSize size;
  private final Orders orders;

  public ShopGenerator(ShopSize size, long seed) {
    this.size = size;
    this.seed = seed;
    long[] prices = new long[size.products()];
    for (int id = 1; id <= prices.length; id++) {
      prices[id - 1] = price(new Random64(seed, STREAM_PRODUCT, id));
    }
    this.orders = new Orders(seed, size, prices);
  }

  /** Rows from which a table's rows are made: progress of {@link #write} is counted in these. */
  public long steps(Table table) {
    return switch (table) {
      case CUSTOMER -> size.customers();
      case PRODUCT -> size.products();
      case ORDERS, ORDER_LINE, ORDER_EVENT -> size.orders();
    };
  }

  /**
   * Writes one table in COPY's text format and returns the number of rows.
   *
   * @param step told after each of the {@link #steps}, counted from 1
   */
  public long write(Table table, OutputStream out, LongConsumer step) throws IOException {
    CopyRows rows = new CopyRows(out);
    long written = 0;
    for (long id = 1; id <= steps(table); id++) {
      written +=
          switch (table) {
            case CUSTOMER -> customer(rows, id);
            case PRODUCT -> product(rows, id);
            case ORDERS -> order(rows, orders.order(id));
            case ORDER_LINE -> lines(rows, orders.order(id));
            case ORDER_EVENT -> events(rows, orders.order(id), written);
          };
      step.accept(id);
    }
    rows.flush();
    return written;
  }

  private int customer(CopyRows rows, long id) throws IOException {
    Random64 random = new Random64(seed, STREAM_CUSTOMER, id);
    String first = random.oneOf(FIRST_NAMES);
    String last = random.oneOf(LAST_NAMES);
    String email = "%s.%s.%d@example.com".formatted(first, last, id).toLowerCase(Locale.ROOT);
    // Before the first order of all, so that nobody buys before signing up.
    long createdAt =
        Orders.REFERENCE - Orders.SPAN_SECONDS - (long) (random.nextDouble() * Orders.SPAN_SECONDS);
    rows.add(id).add(email).add(first + ' ' + last).add(random.oneOf(COUNTRIES));
    rows.addInstant(createdAt).endRow();
    return 1;
  }

  private int product(CopyRows rows, long id) throws IOException {
    Random64 random = new Random64(seed, STREAM_PRODUCT, id);
    long price = price(random);
    rows.add(id).add("SKU-%07d".formatted(id)).add(Prose.productName(random));
    rows.add(random.oneOf(CATEGORIES)).add(price).add(random.between(0, 500));
    rows.add(Prose.description(random, random.between(2000, 4000)));
    rows.addInstant(Orders.REFERENCE - (long) (random.nextDouble() * Orders.SPAN_SECONDS)).endRow();
    return 1;
  }

  /** From 2 to about 250 of the currency, most of it cheap; the first draw of a product's row. */
  private static long price(Random64 random) {
    return 100 + (long) (100 * StrictMath.exp(5.5 * random.nextDouble()));
  }

  private static int order(CopyRows rows, Order order) throws IOException {
    rows.add(order.id()).add(order.customerId()).add(order.status());
    rows.addInstant(order.placedAt()).add(order.totalCents()).endRow();
    return 1;
  }

  private static int lines(CopyRows rows, Order order) throws IOException {
    int number = 0;
    for (Order.Line line : order.lines()) {
      number++;
      rows.add(order.id()).add(number).add(line.productId()).add(line.quantity());
      rows.add(line.unitPriceCents()).endRow();
    }
    return number;
  }

  private int events(CopyRows rows, Order order, long written) throws IOException {
    Random64 random = new Random64(seed, STREAM_EVENT, order.id());
    long at = order.placedAt();
    List<String> kinds = kinds(order.status());
    for (int i = 0; i < kinds.size(); i++) {
      // Plain concatenation: String.format took a quarter of the load.
      String detail =
          "{\"channel\": \""
              + random.oneOf(CHANNELS)
              + "\", \"actor\": \"customer-"
              + order.customerId()
              + "\", \"trace\": \""
              + HexFormat.of().toHexDigits(random.nextLong())
              + "\", \"attempt\": "
              + random.between(1, 3)
              + "}";
      rows.add(written + i + 1)
          .add(order.id())
          .addInstant(at)
          .add(kinds.get(i))
          .add(detail)
          .endRow();
      at = Math.min(Orders.REFERENCE, at + random.between(30, 86_400));
    }
    return kinds.size();
  }

  private static List<String> kinds(String status) {
    return switch (status) {
      case "placed" -> List.of("placed");
      case "paid" -> List.of("placed", "paid");
      case "cancelled" -> List.of("placed", "paid", "cancelled");
      default -> List.of("placed", "paid", "shipped");
    };
  }
}
