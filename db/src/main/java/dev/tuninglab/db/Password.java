package dev.tuninglab.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;

/**
 * The password of an embedded server, kept in its data folder, which only its owner can read.
 * Without one any user of the machine could become superuser of a server that runs as somebody
 * else; and a new connection would skip the handshake that it pays in real life.
 */
final class Password {
  private static final String FILE = "lab.password";
  private static final String ACCESS =
      """
      host all all 127.0.0.1/32 scram-sha-256
      host all all ::1/128 scram-sha-256
      """;

  private Password() {}

  /** Empty for a folder whose load has not come that far: it still trusts everyone. */
  static String of(Path data) throws DatabaseException {
    try {
      Path file = data.resolve(FILE);
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new DatabaseException("password in " + data + " cannot be read: " + e, e);
    }
  }

  /** Takes effect when the server starts again. */
  static void demand(Path data, JdbcUrl url) throws DatabaseException {
    byte[] random = new byte[16];
    new SecureRandom().nextBytes(random);
    String password = HexFormat.of().formatHex(random);
    try (Connection connection = DriverManager.getConnection(url.jdbc());
        Statement statement = connection.createStatement()) {
      statement.execute("alter role postgres password '" + password + "'");
      Files.writeString(data.resolve("pg_hba.conf"), ACCESS);
      Files.writeString(data.resolve(FILE), password);
    } catch (SQLException e) {
      throw DatabaseException.of("setting the password", e);
    } catch (IOException e) {
      throw new DatabaseException("writing the password into " + data + " failed: " + e, e);
    }
  }
}
