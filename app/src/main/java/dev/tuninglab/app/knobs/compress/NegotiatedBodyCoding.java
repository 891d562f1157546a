package dev.tuninglab.app.knobs.compress;

import org.eclipse.jetty.compression.Compression;
import org.eclipse.jetty.compression.server.CompressionConfig;
import org.eclipse.jetty.compression.server.CompressionHandler;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;

/**
 * Codes bodies for clients that prefer them so, by Jetty's own handler, and tells caches that the
 * answer depends on who asks.
 */
abstract class NegotiatedBodyCoding implements BodyCoding {
  /** What is compressed goes out in pieces of this size: Jetty's 512 for gzip are many writes. */
  static final int BUFFER_BYTES = 8 * 1024;

  private static final HttpField VARY =
      new PreEncodedHttpField(HttpHeader.VARY, HttpHeader.ACCEPT_ENCODING.asString());

  private final Compression compression;
  private final CompressionHandler coder = new CompressionHandler();

  NegotiatedBodyCoding(Compression compression, int minSize) {
    compression.setMinCompressSize(minSize);
    this.compression = compression;
    coder.putCompression(compression);
    coder.putConfiguration(
        "/*",
        CompressionConfig.builder()
            .defaults()
            .compressIncludeMethod("HEAD")
            .decompressExcludePath("/*")
            .build());
    // Jetty takes buffers from the handler's server; this one is never started.
    coder.setServer(new Server());
  }

  @Override
  public Handler around(Handler next) {
    coder.setHandler(next);
    try {
      coder.start();
    } catch (Exception e) {
      throw new IllegalStateException("the coding " + name() + " cannot be had", e);
    }
    return new Negotiation(next);
  }

  @Override
  public void close() {
    try {
      coder.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the coding " + name() + " did not stop cleanly", e);
    }
  }

  private String name() {
    return compression.getEncodingName();
  }

  /** Jetty 12.1 codes for {@code gzip;q=0, *} as well, and when {@code identity} is preferred. */
  private final class Negotiation extends Handler.Abstract {
    private final Handler plain;

    Negotiation(Handler plain) {
      this.plain = plain;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      response.getHeaders().ensureField(VARY);
      Handler next = AcceptEncoding.of(request.getHeaders()).prefers(name()) ? coder : plain;
      return next.handle(request, response, callback);
    }
  }
}
