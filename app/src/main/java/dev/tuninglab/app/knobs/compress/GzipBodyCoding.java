package dev.tuninglab.app.knobs.compress;

import org.eclipse.jetty.compression.gzip.GzipCompression;
import org.eclipse.jetty.compression.gzip.GzipEncoderConfig;

/** Gzip (RFC 1952) by the JDK's own zlib: every client takes it. */
final class GzipBodyCoding extends NegotiatedBodyCoding {
  GzipBodyCoding(CompressSettings settings) {
    super(compression(settings.level()), settings.minSize());
  }

  private static GzipCompression compression(int level) {
    GzipEncoderConfig encoder = new GzipEncoderConfig();
    encoder.setCompressionLevel(level);
    encoder.setBufferSize(BUFFER_BYTES);
    GzipCompression gzip = new GzipCompression();
    gzip.setDefaultEncoderConfig(encoder);
    return gzip;
  }
}
