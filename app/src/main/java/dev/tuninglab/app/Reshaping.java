package dev.tuninglab.app;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Set;

/**
 * Brings the database into the shapes that knobs ask for, before a shop serves from it. On
 * connections of its own: no request has waited for them, and a pooler may stand before the others.
 */
final class Reshaping {
  /** SQLSTATE of a read-only transaction, and of a right that is lacking. */
  private static final Set<String> MAY_NOT = Set.of("25006", "42501");

  private final String dbUrl;

  Reshaping(String dbUrl) {
    this.dbUrl = dbUrl;
  }

  /** What a variant does to the database; nothing when that is in shape already. */
  interface Shape {
    void apply(Connection connection) throws SQLException;
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(dbUrl);
  }

  /**
   * @param setting that asks for the shape: {@code index=none}
   * @throws UnchangeableDatabase when it is not in this shape, and may not be changed
   * @throws StartFailure when it is not in this shape for any other reason
   */
  void apply(String setting, Shape shape) throws StartFailure {
    try (Connection connection = connect()) {
      shape.apply(connection);
    } catch (SQLException e) {
      String answered =
          "but %s answered: %s"
              .formatted(
                  Redaction.withoutSecrets(dbUrl), e.getMessage().lines().findFirst().orElse(""));
      if (MAY_NOT.contains(String.valueOf(e.getSQLState()))) {
        throw new UnchangeableDatabase(
            setting + " needs a database of its own that may be changed, " + answered);
      }
      throw new StartFailure(setting + " must bring the database into its shape, " + answered);
    }
  }
}
