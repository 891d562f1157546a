package dev.tuninglab.lab.diagnosis.jvm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What Linux tells of a process in files; elsewhere, and where a file cannot be read, nothing.
 *
 * <p>Source: the kernel's documentation, <i>The /proc Filesystem</i>.
 */
record ProcessFiles(long pid) {

  /** What it has loaded: the names of the files. */
  Optional<String> maps() {
    return text("maps");
  }

  boolean isUnreadable() {
    return Files.exists(file("maps")) && maps().isEmpty();
  }

  /** Its arguments and its environment, each with a NUL behind it. */
  String words() {
    return text("cmdline").orElse("") + text("environ").orElse("");
  }

  /** A value of its status: {@code State} is {@code S (sleeping)}. */
  Optional<String> status(String key) {
    return text("status")
        .flatMap(text -> text.lines().filter(line -> line.startsWith(key + ":")).findFirst())
        .map(line -> line.substring(key.length() + 1).strip());
  }

  /** Such as {@code cwd}, a link to its working folder. */
  Path file(String name) {
    return Path.of("/proc", String.valueOf(pid), name);
  }

  private Optional<String> text(String name) {
    try {
      return Optional.of(new String(Files.readAllBytes(file(name)), StandardCharsets.ISO_8859_1))
          .filter(text -> !text.isEmpty());
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
