package dev.tuninglab.db;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** The migrations, and how they are applied. */
final class Schema {
  static final List<String> MIGRATIONS = List.of("V1__shop.sql", "V2__keys_and_indexes.sql");

  /** Short digest of the migrations: data kept under another schema is not reused. */
  static final String HASH = hash();

  private Schema() {}

  /**
   * @param target the last version to apply, or "latest"
   */
  static void migrate(JdbcUrl url, String schema, String target) throws DatabaseException {
    try {
      Flyway.configure()
          .loggers("slf4j")
          .dataSource(url.jdbc(), null, null)
          .defaultSchema(schema)
          .createSchemas(false)
          .baselineOnMigrate(false)
          .target(target)
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new DatabaseException("migrating " + url.shown() + " failed: " + e.getMessage(), e);
    }
  }

  private static String hash() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String migration : MIGRATIONS) {
        try (InputStream in = Schema.class.getResourceAsStream("/db/migration/" + migration)) {
          digest.update(in.readAllBytes());
        }
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 4);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
