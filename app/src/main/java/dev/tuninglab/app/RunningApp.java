package dev.tuninglab.app;

import dev.tuninglab.app.http.HttpServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * The sample API, listening. Closing it answers what is in flight, then lets go of the database.
 */
final class RunningApp implements AutoCloseable {
  private static final Logger LOG = LogManager.getLogger(RunningApp.class);

  private final Shops shops;
  private final HttpServer server;
  private final String host;

  private RunningApp(AppSettings settings) throws StartFailure {
    requireDatabase(settings.dbUrl());
    Wiring wiring = new Wiring(settings.dbUrl(), settings.cursorKey(), settings.logFile());
    this.host = settings.host();
    this.shops = new Shops(wiring, settings.tuning());
    try {
      this.server = HttpServer.listen(host, settings.port(), shops::terms, shops, wiring.json());
    } catch (IOException e) {
      shops.close();
      throw new StartFailure(
          "--port must be one that is free, but %s:%d cannot be listened at: %s; try --port=0"
              .formatted(host, settings.port(), e.getMessage()));
    }
    LOG.info("started with {}", settings.tuning().settings());
  }

  /**
   * Starts, and returns once it listens.
   *
   * @throws StartFailure when the database or the port cannot be had
   */
  static RunningApp start(AppSettings settings) throws StartFailure {
    return new RunningApp(settings);
  }

  /** Where it listens, for example {@code http://127.0.0.1:8080}. */
  String url() {
    return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + server.port();
  }

  @Override
  public void close() {
    server.close();
    shops.close();
    LOG.info("stopped");
  }

  private static void requireDatabase(String url) throws StartFailure {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.executeQuery("select from orders limit 0").close();
    } catch (SQLException e) {
      throw new StartFailure(
          "--db-url must be a running PostgreSQL with the shop's schema, but %s answered: %s"
              .formatted(
                  Redaction.withoutSecrets(url), e.getMessage().lines().findFirst().orElse("")));
    }
  }
}
