package dev.tuninglab.app.knobs.compress;

import com.github.luben.zstd.util.Native;
import dev.tuninglab.app.tuning.InvalidSetting;
import org.eclipse.jetty.compression.zstandard.ZstandardCompression;
import org.eclipse.jetty.compression.zstandard.ZstandardEncoderConfig;

/** Zstandard (RFC 8878) by Meta's library: made for compressing while somebody waits. */
final class ZstdBodyCoding extends NegotiatedBodyCoding {
  ZstdBodyCoding(CompressSettings settings) {
    super(compression(settings.level()), settings.minSize());
  }

  private static ZstandardCompression compression(int level) {
    try {
      Native.load();
    } catch (LinkageError e) {
      throw new InvalidSetting(
          "compress=zstd needs a native library that zstd-jni does not have for this machine ("
              + e.getMessage()
              + "); gzip needs none");
    }
    ZstandardEncoderConfig encoder = new ZstandardEncoderConfig();
    encoder.setCompressionLevel(level);
    ZstandardCompression zstd = new ZstandardCompression();
    zstd.setDefaultEncoderConfig(encoder);
    return zstd;
  }
}
