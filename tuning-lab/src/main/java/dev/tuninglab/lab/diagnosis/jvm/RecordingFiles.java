package dev.tuninglab.lab.diagnosis.jvm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where the files of one recording lie.
 *
 * @param folder of the results
 * @param name safe for a file
 */
record RecordingFiles(Path folder, String name) {
  private static final int LONGEST_NAME = 80;

  /**
   * @param name of anything
   * @throws NotRecorded if the folder's name cannot be handed to a JVM
   */
  static RecordingFiles in(Path folder, String name) throws NotRecorded {
    Path whole = folder.toAbsolutePath().normalize();
    if (whole.toString().matches("(?s).*[\"%\\p{Cntrl}].*")) {
      throw new NotRecorded("a JVM writes to no folder with \" or % in its name: " + whole);
    }
    return new RecordingFiles(whole, safe(name));
  }

  /** The name itself if it can be one; two names do not become the same. */
  private static String safe(String name) {
    String safe = name.replaceAll("[^A-Za-z0-9._=+-]", "_").replaceFirst("^\\.", "_");
    return safe.equals(name) && name.length() <= LONGEST_NAME
        ? name
        : "%.80s-%08x".formatted(safe, name.hashCode());
  }

  static String quoted(Path path) {
    return '"' + path.toString() + '"';
  }

  Path recording() {
    return folder.resolve("jfr").resolve(name + ".jfr");
  }

  Path settings() {
    return folder.resolve("jfr").resolve(name + ".jfc");
  }

  private Path orders() {
    return folder.resolve("jfr").resolve(name + ".jcmd");
  }

  void writeSettings(String settings) throws NotRecorded {
    write(settings(), settings);
  }

  void removeSettings() {
    remove(settings());
  }

  Path writeOrders(String... orders) throws NotRecorded {
    return write(orders(), String.join("\n", List.of(orders)) + "\n");
  }

  void removeOrders() {
    remove(orders());
  }

  Path writeStacks(String collapsed) throws IOException {
    Path file = folder.resolve("stacks").resolve(name + ".collapsed");
    Files.createDirectories(file.getParent());
    return Files.writeString(file, collapsed);
  }

  /** Removes the recording itself if it is larger. */
  void keepUpTo(long bytes) throws IOException {
    if (Files.size(recording()) > bytes) {
      removeRecording();
    }
  }

  void removeRecording() {
    remove(recording());
  }

  private Path write(Path file, String text) throws NotRecorded {
    try {
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new NotRecorded("cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  private void remove(Path file) {
    try {
      Files.deleteIfExists(file);
      removeEmptyFolder();
    } catch (IOException e) {
      // A few bytes more in the results: no reason to lose what was seen.
    }
  }

  private void removeEmptyFolder() throws IOException {
    try (var left = Files.list(recording().getParent())) {
      if (left.findAny().isPresent()) {
        return;
      }
    }
    Files.delete(recording().getParent());
  }
}
