package dev.tuninglab.db;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * The folder of unpacked server programs. One process unpacks at a time, and what an interrupted
 * one left half done is removed: the library itself would stumble over it for ever.
 */
final class Binaries {
  /** Locks of files are held by the whole process; its threads need one of their own. */
  private static final ReentrantLock THREADS = new ReentrantLock();

  private Binaries() {}

  /** Held while a server starts. */
  record Guard(Path folder, FileChannel lock) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      try {
        lock.close();
      } finally {
        THREADS.unlock();
      }
    }
  }

  static Guard guard(Path folder) throws IOException, DatabaseException {
    THREADS.lock();
    FileChannel channel = null;
    try {
      channel =
          FileChannel.open(
              folder.resolve("unpack.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      channel.lock();
      removeHalfUnpacked(folder);
      return new Guard(folder, channel);
    } catch (IOException | DatabaseException | RuntimeException e) {
      if (channel != null) {
        channel.close();
      }
      THREADS.unlock();
      throw e;
    }
  }

  private static void removeHalfUnpacked(Path folder) throws IOException, DatabaseException {
    List<Path> unpacked;
    try (Stream<Path> found = Files.list(folder)) {
      unpacked = found.filter(Files::isDirectory).toList();
    }
    for (Path one : unpacked) {
      // The library writes this file when it has unpacked everything.
      if (!Files.exists(one.resolve(".exists"))) {
        KeptFolder.delete(one);
      }
    }
  }
}
