package dev.tuninglab.lab.measure;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.HdrHistogram.PackedHistogram;

/**
 * One line of {@code slices.hlog}, read by the public log reader.
 *
 * <p>That reader makes room for whatever range a line claims to have, and stops without a word at
 * one that it does not understand. So a line is looked at first: its form, the check that zlib has
 * put at its end, and the range and precision of its histogram, as the HdrHistogram V2 encoding has
 * them.
 *
 * @param tag names slice, endpoint and view, see {@link SliceLog}
 * @param startMillis milliseconds since 1970, give or take one
 * @param lengthSeconds as written, in seconds
 * @param histogram in microseconds
 */
record IntervalLine(String tag, long startMillis, double lengthSeconds, Histogram histogram) {
  private static final Pattern FORM =
      Pattern.compile(
          "Tag=([^,\\s]+),(\\d{1,12}\\.\\d{3}),(\\d{1,9}\\.\\d{3}),(\\d{1,9}\\.\\d{3}),"
              + "(HIST[A-Za-z0-9+/]+={0,2})\r?");

  /** Marks of the V2 encoding, compressed and within. */
  private static final int COMPRESSED = 0x1c849304 | 0x10;

  private static final int PLAIN = 0x1c849303 | 0x10;
  private static final int HEADER = 40;
  private static final int MOST_DIGITS = 3;

  /** More than every count of the widest histogram of ours at nine bytes each. */
  private static final int LARGEST = 1 << 18;

  /** The column is rounded to a microsecond. */
  private static final double ROUNDING = 0.0011;

  /** Whether a line holds no interval and is not meant to: a comment, the legend, nothing. */
  static boolean isBeside(String line) {
    return line.isBlank() || line.startsWith("#") || line.startsWith("\"StartTimestamp\"");
  }

  static IntervalLine read(String line) throws Foreign {
    Matcher form = FORM.matcher(line);
    if (!form.matches()) {
      throw new Foreign("not an interval of this lab");
    }
    inspect(form.group(5));
    Histogram histogram = decoded(line);
    double maxMillis = Double.parseDouble(form.group(4));
    if (Math.abs(maxMillis * 1_000 - histogram.getMaxValue()) > ROUNDING * 1_000) {
      throw new Foreign(
          "its maximum is "
              + form.group(4)
              + " by its column, but "
              + histogram.getMaxValue()
              + " us by its histogram: changed, or in another unit");
    }
    return new IntervalLine(
        form.group(1),
        histogram.getStartTimeStamp(),
        Double.parseDouble(form.group(3)),
        packed(histogram));
  }

  /** A run has thousands, and flat each takes a seventh of a megabyte. */
  private static Histogram packed(Histogram histogram) {
    Histogram packed = new PackedHistogram(histogram);
    packed.add(histogram);
    return packed;
  }

  private static Histogram decoded(String line) throws Foreign {
    byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
    try (HistogramLogReader reader = new HistogramLogReader(new ByteArrayInputStream(bytes))) {
      EncodableHistogram interval = reader.nextIntervalHistogram();
      if (interval instanceof Histogram histogram) {
        return histogram;
      }
      throw new Foreign("its histogram cannot be decoded");
    } catch (RuntimeException e) {
      // Whatever a damaged encoding leads to: it is not documented which.
      throw new Foreign("its histogram cannot be decoded");
    }
  }

  private static void inspect(String base64) throws Foreign {
    ByteBuffer wrapped = ByteBuffer.wrap(bytes(base64));
    if (wrapped.remaining() < 8
        || wrapped.getInt() != COMPRESSED
        || wrapped.getInt() != wrapped.remaining()) {
      throw new Foreign("its histogram is not one of the HdrHistogram V2 encoding, or was cut");
    }
    ByteBuffer plain = inflated(wrapped);
    if (plain.remaining() < HEADER || plain.getInt() != PLAIN) {
      throw new Foreign("its histogram is not one of the HdrHistogram V2 encoding");
    }
    int length = plain.getInt();
    int offset = plain.getInt();
    int digits = plain.getInt();
    long lowest = plain.getLong();
    long highest = plain.getLong();
    double unit = plain.getDouble();
    if (length != plain.remaining()
        || offset != 0
        || digits < 0
        || digits > MOST_DIGITS
        || lowest != 1
        || highest < 2
        || highest > Slice.HIGHEST_MICROS
        || unit != 1) {
      throw new Foreign(
          "its histogram is not of the range of this lab: 1 to "
              + Slice.HIGHEST_MICROS
              + " us with 3 digits (another tool's, or in another unit)");
    }
  }

  private static byte[] bytes(String base64) throws Foreign {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new Foreign("its histogram is not base64, or was cut");
    }
  }

  private static ByteBuffer inflated(ByteBuffer compressed) throws Foreign {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(compressed);
      byte[] plain = new byte[LARGEST];
      int length = inflater.inflate(plain);
      if (!inflater.finished() || inflater.getRemaining() > 0) {
        throw new Foreign("its histogram was cut, or is larger than any of this lab");
      }
      return ByteBuffer.wrap(plain, 0, length);
    } catch (DataFormatException e) {
      throw new Foreign("its histogram was changed since it was written");
    } finally {
      inflater.end();
    }
  }
}
