package dev.tuninglab.db.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class ShopGeneratorTest {
  private static final ShopSize TINY = new ShopSize(500, 500, 2_000);

  @Test
  void theSameSeedGivesTheBytesThatThisVersionAlwaysGave() throws Exception {
    // When this fails, raise ShopGenerator.VERSION, or data kept in caches will not match the code.
    assertThat(ShopGenerator.VERSION).isEqualTo(1);
    assertThat(checksum(1))
        .isEqualTo("017796eff177de208c0f261de2dfb0710047926f5f9b4b77f0b328a20342e356");
  }

  @Test
  void anotherSeedGivesOtherBytes() throws Exception {
    assertThat(checksum(2)).isNotEqualTo(checksum(1));
  }

  @Test
  void descriptionsAreTwoToFourKilobytesAndCompressLikeProse() throws IOException {
    for (List<String> product : rows(Table.PRODUCT).subList(0, 50)) {
      String description = product.get(6);
      assertThat(description.length()).isBetween(2_000, 4_300);
      assertThat((double) description.length() / gzipped(description)).isBetween(1.8, 3.2);
    }
  }

  @Test
  void ordersFollowTimeAndManyShareTheirSecond() throws IOException {
    List<Instant> placed =
        rows(Table.ORDERS).stream().map(order -> Instant.parse(order.get(3))).toList();
    assertThat(placed).isSorted();
    long ties =
        IntStream.range(1, placed.size())
            .filter(i -> placed.get(i).equals(placed.get(i - 1)))
            .count();
    assertThat(ties).isBetween(placed.size() * 2L / 5, placed.size() * 3L / 5);
    assertThat(Duration.between(placed.get(0), placed.get(placed.size() - 1)).toDays())
        .isBetween(700L, 730L);
  }

  @Test
  void totalsAreTheSumOfTheirLines() throws IOException {
    long lines =
        rows(Table.ORDER_LINE).stream()
            .mapToLong(line -> Long.parseLong(line.get(3)) * Long.parseLong(line.get(4)))
            .sum();
    long totals = rows(Table.ORDERS).stream().mapToLong(o -> Long.parseLong(o.get(4))).sum();
    assertThat(totals).isEqualTo(lines);
  }

  @Test
  void mostEventsAreOlderThanNinetyDaysAndNoneLiesInTheFuture() throws IOException {
    Instant present = Instant.ofEpochSecond(Orders.REFERENCE);
    List<Instant> happened =
        rows(Table.ORDER_EVENT).stream().map(event -> Instant.parse(event.get(2))).toList();
    assertThat(happened).allMatch(at -> !at.isAfter(present));
    long old =
        happened.stream().filter(at -> at.isBefore(present.minus(Duration.ofDays(90)))).count();
    assertThat((double) old / happened.size()).isGreaterThan(0.8);
  }

  @Test
  void aValueThatWouldNeedEscapingIsRefused() {
    assertThatThrownBy(() -> new CopyRows(new ByteArrayOutputStream()).add("a\tb"))
        .hasMessage("COPY value needs no escaping, but was 'a\tb'");
  }

  @Test
  void tooFewProductsAreRefused() {
    assertThatThrownBy(() -> new ShopSize(1, 5, 1))
        .hasMessage("size needs customers >= 1, products >= 20 and orders >= 1, but was 1, 5, 1");
  }

  private static String checksum(long seed) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (Table table : Table.values()) {
      digest.update(bytes(table, seed));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static List<List<String>> rows(Table table) throws IOException {
    return new String(bytes(table, 1), StandardCharsets.UTF_8)
        .lines()
        .map(line -> List.of(line.split("\t")))
        .toList();
  }

  private static byte[] bytes(Table table, long seed) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new ShopGenerator(TINY, seed).write(table, out, step -> {});
    return out.toByteArray();
  }

  private static int gzipped(String text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return out.size();
  }
}
