package dev.tuninglab.gatling.wire;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.PackedHistogram;

/**
 * Histograms as text: base64 of HdrHistogram's own compressed form. Those that are read back are
 * packed: a lab keeps thousands, of which each would take a seventh of a megabyte laid out flat.
 */
final class HistogramText {
  private HistogramText() {}

  static String encode(Histogram histogram) {
    ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
    int length = histogram.encodeIntoCompressedByteBuffer(buffer);
    byte[] bytes = new byte[length];
    buffer.rewind().get(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  static Histogram decode(String text) {
    try {
      ByteBuffer buffer = ByteBuffer.wrap(Base64.getDecoder().decode(text));
      return PackedHistogram.decodeFromCompressedByteBuffer(buffer, 0);
    } catch (DataFormatException | IllegalArgumentException e) {
      throw new IllegalArgumentException("not a compressed histogram: " + e.getMessage(), e);
    }
  }
}
