package dev.tuninglab.db;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;

/** A note beside the data: who serves it to everyone, and at which URL. */
final class ServerFile {
  private ServerFile() {}

  /** Appears whole or not at all, and is for its owner only: the URL holds a password. */
  static void write(Path file, JdbcUrl url) throws DatabaseException {
    try {
      Path temporary =
          Files.createTempFile(
              file.getParent(),
              file.getFileName().toString(),
              ".tmp",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(
          temporary, "pid=%d%nurl=%s%n".formatted(ProcessHandle.current().pid(), url.jdbc()));
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new DatabaseException("state file %s cannot be written: %s".formatted(file, e), e);
    }
  }

  /** The URL, when the process lives and the server answers there. */
  static Optional<JdbcUrl> read(Path file) throws DatabaseException {
    Properties note = new Properties();
    try {
      note.load(new StringReader(Files.readString(file)));
    } catch (IOException e) {
      return Optional.empty();
    }
    String pid = note.getProperty("pid", "");
    if (!pid.matches("\\d{1,18}") || ProcessHandle.of(Long.parseLong(pid)).isEmpty()) {
      return Optional.empty();
    }
    JdbcUrl url = JdbcUrl.parse(note.getProperty("url", ""));
    return answers(url) ? Optional.of(url) : Optional.empty();
  }

  static void delete(Path file) throws DatabaseException {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new DatabaseException("state file %s cannot be deleted: %s".formatted(file, e), e);
    }
  }

  private static boolean answers(JdbcUrl url) {
    try (Connection connection =
        DriverManager.getConnection(url.jdbc() + "&connectTimeout=2&socketTimeout=5")) {
      return connection.isValid(2);
    } catch (SQLException e) {
      return false;
    }
  }
}
