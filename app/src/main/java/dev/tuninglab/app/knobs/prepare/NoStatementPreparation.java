package dev.tuninglab.app.knobs.prepare;

import java.util.Map;

/**
 * Sends the text of a statement each time; PostgreSQL parses, analyses and plans it each time. What
 * a service does that was once told to by a pooler that could not do better.
 */
final class NoStatementPreparation implements StatementPreparation {
  NoStatementPreparation(PrepareSettings settings) {}

  @Override
  public String in(String jdbcUrl) {
    return DriverParameters.set(jdbcUrl, Map.of("prepareThreshold", "0"));
  }
}
