package dev.tuninglab.lab.target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Keeps the classes that a JVM subject loads, so that its next starts take less than half the time
 * (the JDK's application class-data sharing). Only loading is shared: code is compiled anew in
 * every JVM, so forks stay independent.
 *
 * @param file where it is kept
 */
record ClassArchive(Path file) {
  /** A JVM that was given a file it cannot use must start without it, and say nothing. */
  String use() {
    return "-XX:SharedArchiveFile=" + file;
  }

  /** The option that makes a JVM write its classes down as it ends. */
  String make() {
    return "-XX:ArchiveClassesAtExit=" + fresh();
  }

  /** Whether it is missing, or older than a jar that the command names. */
  boolean isDue(List<String> command) {
    try {
      if (!Files.exists(file)) {
        return true;
      }
      for (String word : command) {
        if (word.endsWith(".jar")
            && Files.exists(Path.of(word))
            && Files.getLastModifiedTime(Path.of(word)).compareTo(Files.getLastModifiedTime(file))
                > 0) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  /**
   * Puts what {@link #make} wrote in place.
   *
   * @return whether there is something: a JVM writes nothing for classes outside of jars
   */
  boolean keep() throws IOException {
    if (!Files.exists(fresh())) {
      return false;
    }
    Files.move(fresh(), file, StandardCopyOption.REPLACE_EXISTING);
    return true;
  }

  /** Deletes what an interrupted subject may have left. */
  void discard() {
    try {
      Files.deleteIfExists(fresh());
    } catch (IOException e) {
      // A stray file below a build folder: not worth failing for.
    }
  }

  private Path fresh() {
    return file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid());
  }
}
