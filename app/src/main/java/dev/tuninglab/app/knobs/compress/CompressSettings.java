package dev.tuninglab.app.knobs.compress;

import dev.tuninglab.app.tuning.InvalidSetting;
import dev.tuninglab.app.tuning.Knob;
import dev.tuninglab.app.tuning.Tuning;
import dev.tuninglab.app.tuning.Values;
import java.util.Optional;

/**
 * What is worth compressing, and how hard. {@code compress=none} ignores it.
 *
 * @param coding what the level is meant for: each counts its own way
 * @param level more is fewer bytes for more CPU: 1 to 9 for gzip, 0 to 11 for brotli, 1 to 19 for
 *     zstd
 * @param minSize bytes of a body from which on it is compressed, 64 to 1,000,000
 */
public record CompressSettings(Compress coding, int level, int minSize) {
  static final int MOST_LEVEL = 19;

  public static final Knob<Optional<Integer>> LEVEL =
      new Knob<>(
          "compress.level",
          new Values.WordOr<>("auto", new Values.Count(0, MOST_LEVEL)),
          "auto",
          "product-list-50kb",
          "the last levels cost the most CPU and save the fewest bytes");

  /** Less than that travels in one packet with its headers, however small it is made. */
  public static final Knob<Integer> MIN_SIZE =
      new Knob<>(
          "compress.min-size",
          new Values.Count(64, 1_000_000),
          "1024",
          "product-list-50kb",
          "above the size of the body nothing is compressed");

  /**
   * @throws InvalidSetting when a value is out of its range, or the coding has no such level
   */
  public CompressSettings {
    MIN_SIZE.parse(Integer.toString(minSize));
    if (level < coding.leastLevel || level > coding.mostLevel) {
      throw new InvalidSetting(
          "compress.level must be auto or from %d to %d with compress=%s, but was '%d'"
              .formatted(coding.leastLevel, coding.mostLevel, coding.id(), level));
    }
  }

  /**
   * @throws InvalidSetting when two settings contradict each other
   */
  public static CompressSettings of(Tuning tuning) {
    Compress coding = tuning.get(Compress.KNOB);
    return new CompressSettings(
        coding, tuning.get(LEVEL).orElse(coding.usualLevel), tuning.get(MIN_SIZE));
  }
}
