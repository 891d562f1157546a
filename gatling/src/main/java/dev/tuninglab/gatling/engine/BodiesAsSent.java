package dev.tuninglab.gatling.engine;

import io.gatling.http.client.impl.compression.CustomHttpContentDecompressor;
import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameListener;
import io.netty.handler.codec.http2.Http2FrameListenerDecorator;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.HttpToHttp2ConnectionHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;

/**
 * Leaves bodies as they came: a generator that decompresses would count other bytes than were sent,
 * and charge its own CPU time to the codings that it happens to know. Gatling has no switch for
 * that, so its decompressor is taken out of each new connection, by Netty's own hook.
 */
public final class BodiesAsSent extends ChannelInitializerExtension {
  /** Where an HTTP/2 answer says its coding once Gatling's decompressor must not see it. */
  private static final CharSequence HIDDEN_CODING = "lab-content-encoding";

  /** Has Netty look for this class; to be called before the first connection is opened. */
  static void install() {
    System.setProperty(EXTENSIONS_SYSTEM_PROPERTY, "serviceload");
  }

  /** The coding of a body; null when it came as it is. */
  static String coding(HttpHeaders headers) {
    String hidden = headers.get(HIDDEN_CODING);
    return hidden == null ? headers.get(HttpHeaderNames.CONTENT_ENCODING) : hidden;
  }

  @Override
  public void postInitializeClientChannel(Channel channel) {
    channel
        .pipeline()
        .addLast(
            new ChannelInitializer<>() {
              // Runs after Gatling's own initializer, which was added first.
              @Override
              protected void initChannel(Channel opened) {
                if (!removeDecompressor(opened.pipeline())) {
                  opened.pipeline().addLast(new AfterHandshake());
                }
              }
            });
  }

  private static boolean removeDecompressor(ChannelPipeline pipeline) {
    boolean there = pipeline.get(CustomHttpContentDecompressor.class) != null;
    if (there) {
      pipeline.remove(CustomHttpContentDecompressor.class);
    }
    return there;
  }

  /** Over TLS the handlers come once the protocol is agreed on, just before this event goes on. */
  private static final class AfterHandshake extends ChannelInboundHandlerAdapter {
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      if (event instanceof SslHandshakeCompletionEvent) {
        removeDecompressor(context.pipeline());
        HttpToHttp2ConnectionHandler http2 =
            context.pipeline().get(HttpToHttp2ConnectionHandler.class);
        if (http2 != null) {
          Http2ConnectionDecoder decoder = http2.decoder();
          decoder.frameListener(new CodingHidden(decoder.frameListener()));
        }
        context.pipeline().remove(this);
      }
      context.fireUserEventTriggered(event);
    }
  }

  private static final class CodingHidden extends Http2FrameListenerDecorator {
    CodingHidden(Http2FrameListener listener) {
      super(listener);
    }

    @Override
    public void onHeadersRead(
        ChannelHandlerContext context, int stream, Http2Headers headers, int padding, boolean end)
        throws Http2Exception {
      super.onHeadersRead(context, stream, hidden(headers), padding, end);
    }

    @Override
    public void onHeadersRead(
        ChannelHandlerContext context,
        int stream,
        Http2Headers headers,
        int dependency,
        short weight,
        boolean exclusive,
        int padding,
        boolean end)
        throws Http2Exception {
      super.onHeadersRead(
          context, stream, hidden(headers), dependency, weight, exclusive, padding, end);
    }

    private static Http2Headers hidden(Http2Headers headers) {
      CharSequence coding = headers.getAndRemove(HttpHeaderNames.CONTENT_ENCODING);
      return coding == null ? headers : headers.set(HIDDEN_CODING, coding);
    }
  }
}
