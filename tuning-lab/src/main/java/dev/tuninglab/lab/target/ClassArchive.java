package dev.tuninglab.lab.target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

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

  /**
   * Whether it is missing, or older than a jar that the command names, or one on that jar's own
   * class path: a JVM ignores, silently, an archive whose jars have changed.
   */
  boolean isDue(List<String> command) throws IOException {
    if (!Files.exists(file)) {
      return true;
    }
    FileTime made = Files.getLastModifiedTime(file);
    for (String word : command) {
      Path jar = Path.of(word);
      if (word.endsWith(".jar") && Files.exists(jar)) {
        for (Path used : withClassPath(jar)) {
          if (Files.exists(used) && Files.getLastModifiedTime(used).compareTo(made) > 0) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static List<Path> withClassPath(Path jar) throws IOException {
    List<Path> jars = new ArrayList<>(List.of(jar));
    try (JarFile open = new JarFile(jar.toFile())) {
      Manifest manifest = open.getManifest();
      String classPath =
          manifest == null
              ? null
              : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
      if (classPath != null) {
        for (String entry : classPath.split(" +")) {
          jars.add(jar.resolveSibling(entry));
        }
      }
    }
    return jars;
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
