package dev.tuninglab.app.http;

import java.io.IOException;
import java.time.Duration;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** A listening Jetty. Closing it lets requests in flight finish first. */
public final class HttpServer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Server server;
  private final ServerConnector connector;

  private HttpServer(Server server, ServerConnector connector) {
    this.server = server;
    this.connector = connector;
  }

  /**
   * Listens at once.
   *
   * @param port 0 for any that is free
   * @throws IOException when the address cannot be listened at
   */
  public static HttpServer listen(String host, int port, Handler handler, JsonWriter json)
      throws IOException {
    // Jetty's own, to accept, read and write: what may block is handed over to others.
    QueuedThreadPool threads = new QueuedThreadPool(200, 8);
    threads.setName("http");
    Server server = new Server(threads);
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    ServerConnector connector =
        new ServerConnector(server, new HttpConnectionFactory(configuration));
    connector.setHost(host);
    connector.setPort(port);
    server.addConnector(connector);
    server.setErrorHandler(new ProblemErrorHandler(json));
    server.setHandler(new GracefulHandler(handler));
    server.setStopTimeout(PATIENCE.toMillis());
    connector.open();
    HttpServer listening = new HttpServer(server, connector);
    try {
      server.start();
      return listening;
    } catch (Exception e) {
      listening.close();
      throw new IOException(e.getMessage(), e);
    }
  }

  /** The port that it listens at. */
  public int port() {
    return connector.getLocalPort();
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the HTTP server did not stop cleanly", e);
    }
  }
}
