package dev.tuninglab.app.tuning;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A file of SQL statements that run one by one, each in a transaction of its own: what PostgreSQL
 * does {@code concurrently} refuses to be part of a larger one.
 *
 * @param statements in their order; a statement ends with a semicolon at the end of a line
 */
public record SqlScript(List<String> statements) {
  public SqlScript {
    statements = List.copyOf(statements);
  }

  /** The file that lies beside a class, in its package's folder of resources. */
  public static SqlScript of(Class<?> neighbour, String file) {
    try (InputStream in = neighbour.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is missing beside " + neighbour.getName());
      }
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lines that start with two dashes are comments. */
  static SqlScript parse(String text) {
    String code =
        text.lines()
            .filter(line -> !line.stripLeading().startsWith("--"))
            .collect(Collectors.joining("\n"));
    return new SqlScript(
        Arrays.stream(code.split(";[ \t]*(\n|$)"))
            .map(String::strip)
            .filter(statement -> !statement.isEmpty())
            .toList());
  }

  /**
   * @param connection in auto-commit mode
   */
  public void run(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
