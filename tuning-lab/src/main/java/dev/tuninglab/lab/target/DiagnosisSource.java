package dev.tuninglab.lab.target;

import dev.tuninglab.lab.experiment.BadInput;
import java.util.Map;
import java.util.Optional;

/**
 * Where causes can be looked for: the database of a target, and what makes it tell more.
 *
 * @param database {@code shop}, a JDBC URL, or null
 * @param headers of requests while it is looked into
 */
record DiagnosisSource(String database, Map<String, String> headers) {
  static final String SHOP = "shop";
  private static final String JDBC = "jdbc:postgresql:";

  /**
   * @throws BadInput if the database is of another kind
   */
  static DiagnosisSource of(TargetFile file) {
    String database = file.database();
    if (database != null && !database.equals(SHOP) && !isUrl(database)) {
      // It may be a URL with a password in it: only what it starts with is shown.
      throw new BadInput(
          "database must be shop, or a JDBC URL such as jdbc:postgresql://localhost/orders, but"
              + " started with '"
              + database.substring(0, Math.min(12, database.length()))
              + "'");
    }
    Map<String, String> headers = file.diagnosis() == null ? Map.of() : file.diagnosis().headers();
    return new DiagnosisSource(database, headers);
  }

  private static boolean isUrl(String database) {
    return database.startsWith(JDBC) || database.startsWith("${env:");
  }

  /**
   * JDBC URL of the database of which the variables are; empty if the target names none.
   *
   * @throws BadInput if it names a variable that does not exist, or is no URL of PostgreSQL
   */
  Optional<String> url(Map<String, String> variables) {
    if (database == null || database.equals(SHOP)) {
      return Optional.ofNullable(database == null ? null : variables.get("db.url"));
    }
    String url = Placeholders.fill("database", database, variables);
    if (!url.startsWith(JDBC)) {
      throw new BadInput("database must be a URL that starts with " + JDBC + ", but is another");
    }
    return Optional.of(url);
  }
}
