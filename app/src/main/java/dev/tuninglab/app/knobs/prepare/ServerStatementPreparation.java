package dev.tuninglab.app.knobs.prepare;

import java.util.Map;

/**
 * Gives a statement that comes again a name in PostgreSQL, which parses it once and, as a rule,
 * stops planning it after five more executions. Each connection learns for itself.
 */
final class ServerStatementPreparation implements StatementPreparation {
  /**
   * The driver's own defaults, said aloud: a service with more different statements than this has
   * them forgotten and prepared anew all the time, and had better raise it.
   */
  private static final int CACHED_STATEMENTS = 256;

  private static final int CACHED_MEBIBYTES = 5;

  private final PrepareSettings settings;

  ServerStatementPreparation(PrepareSettings settings) {
    this.settings = settings;
  }

  @Override
  public String in(String jdbcUrl) {
    return DriverParameters.set(
        jdbcUrl,
        Map.of(
            "prepareThreshold",
            Integer.toString(settings.threshold()),
            "preparedStatementCacheQueries",
            Integer.toString(CACHED_STATEMENTS),
            "preparedStatementCacheSizeMiB",
            Integer.toString(CACHED_MEBIBYTES)));
  }
}
