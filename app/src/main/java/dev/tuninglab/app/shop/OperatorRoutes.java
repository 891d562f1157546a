package dev.tuninglab.app.shop;

import dev.tuninglab.app.http.Answer;
import dev.tuninglab.app.http.Incoming;
import dev.tuninglab.app.http.JsonWriter;
import dev.tuninglab.app.http.Problem;
import dev.tuninglab.app.http.ProblemException;
import dev.tuninglab.app.http.Routes;
import dev.tuninglab.app.knobs.pool.Connections;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/** What whoever runs the shop asks it: is it well, and what does it count. */
public final class OperatorRoutes {
  private static final int READY_WITHIN_SECONDS = 2;

  private final Connections connections;
  private final PrometheusRegistry metrics;
  private final JsonWriter json;
  private final OpenMetricsTextFormatWriter openMetrics = OpenMetricsTextFormatWriter.create();

  public OperatorRoutes(Connections connections, PrometheusRegistry metrics, JsonWriter json) {
    this.connections = connections;
    this.metrics = metrics;
    this.json = json;
  }

  /** Whether a path is for whoever runs the shop; nothing may keep an answer from them. */
  public static boolean own(String path) {
    return path.startsWith("/health/") || path.equals("/metrics") || path.equals("/tuning");
  }

  /** Adds the health and metrics routes. */
  public void addTo(Routes.Builder routes) {
    routes
        .get("/health/live", request -> Answer.json(200, json.write(Map.of("status", "up"))))
        .get("/health/ready", this::ready)
        .get("/metrics", this::metrics);
  }

  private Answer ready(Incoming request) throws SQLException {
    try (Connection connection = connections.borrow()) {
      if (!connection.isValid(READY_WITHIN_SECONDS)) {
        throw new ProblemException(
            Problem.unavailable(
                "the database does not answer within " + READY_WITHIN_SECONDS + " s"));
      }
    }
    return Answer.json(200, json.write(Map.of("status", "ready")));
  }

  private Answer metrics(Incoming request) throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    openMetrics.write(text, metrics.scrape(), EscapingScheme.DEFAULT);
    return new Answer(200, OpenMetricsTextFormatWriter.CONTENT_TYPE, Map.of(), text.toByteArray());
  }
}
