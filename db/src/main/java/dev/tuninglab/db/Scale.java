package dev.tuninglab.db;

import dev.tuninglab.db.generator.ShopSize;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How much data the shop holds. */
public enum Scale {
  /** For tests: loads in under a second. */
  TINY(new ShopSize(500, 500, 2_000), 200),
  /** The default: more than a page of anything, fits in memory. */
  SMALL(new ShopSize(20_000, 10_000, 200_000), 1_500),
  /** Tables and indexes that outgrow the server's buffers. */
  LARGE(new ShopSize(200_000, 50_000, 2_000_000), 8_000);

  private final ShopSize size;
  private final long diskMegabytes;

  Scale(ShopSize size, long diskMegabytes) {
    this.size = size;
    this.diskMegabytes = diskMegabytes;
  }

  public ShopSize size() {
    return size;
  }

  /** Free space that a load asks for, in megabytes: data, indexes and write-ahead log with room. */
  long diskMegabytes() {
    return diskMegabytes;
  }

  /** The word on the command line: tiny, small or large. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException naming the allowed words
   */
  public static Scale of(String id) {
    return Arrays.stream(values())
        .filter(scale -> scale.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "scale must be one of %s, but was '%s'"
                        .formatted(
                            Arrays.stream(values())
                                .map(Scale::id)
                                .collect(Collectors.joining(", ")),
                            id)));
  }
}
