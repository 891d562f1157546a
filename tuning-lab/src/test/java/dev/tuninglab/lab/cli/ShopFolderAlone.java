package dev.tuninglab.lab.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * For tests that open the kept data folder of the shop: one owner at a time, and tests run in
 * several JVMs. The lock is released when the last test of the class has ended.
 */
public final class ShopFolderAlone implements BeforeAllCallback {
  private static final Path LOCK = Path.of("target", "shop-folder.lock");

  /** Closed by JUnit with the class's store. */
  private record Held(FileChannel channel) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    Files.createDirectories(LOCK.getParent());
    FileChannel channel =
        FileChannel.open(LOCK, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    channel.lock();
    context
        .getStore(ExtensionContext.Namespace.create(ShopFolderAlone.class))
        .put(context.getUniqueId(), new Held(channel));
  }
}
