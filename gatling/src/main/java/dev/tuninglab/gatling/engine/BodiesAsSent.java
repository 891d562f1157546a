package dev.tuninglab.gatling.engine;

import io.gatling.http.client.impl.compression.CustomHttpContentDecompressor;
import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;

/**
 * Leaves bodies as they came: a generator that decompresses would count other bytes than were sent,
 * and charge its own CPU time to the codings that it happens to know. Gatling has no switch for
 * that, so its decompressor is taken out of each new connection, by Netty's own hook.
 */
public final class BodiesAsSent extends ChannelInitializerExtension {

  /** Has Netty look for this class; to be called before the first connection is opened. */
  static void install() {
    System.setProperty(EXTENSIONS_SYSTEM_PROPERTY, "serviceload");
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
                if (opened.pipeline().get(CustomHttpContentDecompressor.class) != null) {
                  opened.pipeline().remove(CustomHttpContentDecompressor.class);
                }
              }
            });
  }
}
