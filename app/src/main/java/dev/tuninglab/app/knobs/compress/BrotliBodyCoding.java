package dev.tuninglab.app.knobs.compress;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import dev.tuninglab.app.tuning.InvalidSetting;
import org.eclipse.jetty.compression.brotli.BrotliCompression;
import org.eclipse.jetty.compression.brotli.BrotliEncoderConfig;

/** Brotli (RFC 7932) by Google's library: made for files that are compressed once. */
final class BrotliBodyCoding extends NegotiatedBodyCoding {
  BrotliBodyCoding(CompressSettings settings) {
    super(compression(settings.level()), settings.minSize());
  }

  private static BrotliCompression compression(int level) {
    if (!Brotli4jLoader.isAvailable()) {
      throw new InvalidSetting(
          "compress=brotli needs a native library that brotli4j does not have for this machine ("
              + Brotli4jLoader.getUnavailabilityCause().getMessage()
              + "); gzip needs none");
    }
    BrotliEncoderConfig encoder = new BrotliEncoderConfig();
    encoder.setCompressionLevel(level);
    encoder.setBufferSize(BUFFER_BYTES);
    BrotliCompression brotli = new BrotliCompression();
    brotli.setDefaultEncoderConfig(encoder);
    return brotli;
  }
}
