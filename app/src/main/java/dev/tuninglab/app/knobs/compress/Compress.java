package dev.tuninglab.app.knobs.compress;

import dev.tuninglab.app.tuning.Knob;
import dev.tuninglab.app.tuning.Values;
import dev.tuninglab.app.tuning.Variant;
import java.util.function.Function;

/** The variants of the knob {@code compress}. */
public enum Compress implements Variant {
  NONE("none", 0, 0, CompressSettings.MOST_LEVEL, IdentityBodyCoding::new),
  GZIP("gzip", 1, 6, 9, GzipBodyCoding::new),
  /** Brotli's own default of 11 is for files: seconds of CPU for what is sent once. */
  BROTLI("brotli", 0, 4, 11, BrotliBodyCoding::new),
  ZSTD("zstd", 1, 3, 19, ZstdBodyCoding::new);

  /** A preset that codes nothing for who does not ask: it leaves other measurements as they are. */
  public static final Knob<Compress> KNOB =
      new Knob<>(
          "compress",
          Values.of(Compress.class),
          GZIP.id,
          "product-list-50kb",
          "bytes against CPU: wins on a slow link, loses on loopback");

  final int leastLevel;
  final int usualLevel;
  final int mostLevel;
  private final String id;
  private final Function<CompressSettings, BodyCoding> maker;

  /**
   * @param usualLevel for answers that are made and sent once
   */
  Compress(
      String id,
      int leastLevel,
      int usualLevel,
      int mostLevel,
      Function<CompressSettings, BodyCoding> maker) {
    this.id = id;
    this.leastLevel = leastLevel;
    this.usualLevel = usualLevel;
    this.mostLevel = mostLevel;
    this.maker = maker;
  }

  @Override
  public String id() {
    return id;
  }

  /**
   * @throws dev.tuninglab.app.tuning.InvalidSetting when this machine cannot have the coding
   */
  public BodyCoding make(CompressSettings settings) {
    return maker.apply(settings);
  }
}
