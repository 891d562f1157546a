package dev.tuninglab.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One owner of a data folder at a time. The operating system releases the lock when its holder
 * ends, however it ends; the file itself stays and holds the pid of the last holder.
 */
final class FolderLock implements AutoCloseable {
  /** Closing any channel on a locked file may release this process's lock: never open it twice. */
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private FolderLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** Empty when another owner holds it. */
  static Optional<FolderLock> tryAcquire(Path file) throws DatabaseException {
    if (!HELD_HERE.add(file)) {
      return Optional.empty();
    }
    boolean acquired = false;
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        channel.close();
        return Optional.empty();
      }
      channel.truncate(0);
      String pid = Long.toString(ProcessHandle.current().pid());
      channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)));
      acquired = true;
      return Optional.of(new FolderLock(file, channel));
    } catch (IOException e) {
      throw new DatabaseException("lock file " + file + " cannot be used: " + e, e);
    } finally {
      if (!acquired) {
        HELD_HERE.remove(file);
      }
    }
  }

  /** For messages: "process 123", or "this process". */
  static String holder(Path file) {
    if (HELD_HERE.contains(file)) {
      return "this process";
    }
    try {
      return "process " + Files.readString(file).strip();
    } catch (IOException e) {
      return "another process";
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("lock file " + file + " cannot be closed", e);
    } finally {
      HELD_HERE.remove(file);
    }
  }
}
