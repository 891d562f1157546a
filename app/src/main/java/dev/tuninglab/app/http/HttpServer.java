package dev.tuninglab.app.http;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.DetectorConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * A listening Jetty. One port speaks plain HTTP/1.1, and TLS with what the connection is offered.
 * Closing it lets requests in flight finish first.
 */
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
   * @param terms asked as each connection opens
   * @throws IOException when the address cannot be listened at
   */
  public static HttpServer listen(
      String host, int port, Supplier<ConnectionTerms> terms, Handler handler, JsonWriter json)
      throws IOException {
    // Jetty's own, to accept, read and write: what may block is handed over to others.
    QueuedThreadPool threads = new QueuedThreadPool(200, 8);
    threads.setName("http");
    Server server = new Server(threads);
    ServerConnector connector = new TermedConnector(server, terms);
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

  /** Opens each connection on the terms of that moment. */
  private static final class TermedConnector extends ServerConnector {
    private final Supplier<ConnectionTerms> terms;

    TermedConnector(Server server, Supplier<ConnectionTerms> terms) {
      super(server);
      this.terms = terms;
      HttpConfiguration configuration = new HttpConfiguration();
      configuration.setSendServerVersion(false);
      // Nobody vouches for the certificate, so there is no point in comparing names with it.
      configuration.addCustomizer(new SecureRequestCustomizer(false));
      ALPNServerConnectionFactory alpn = new NegotiatedConnections(terms);
      setConnectionFactories(
          List.of(
              new DetectorConnectionFactory(new TlsConnectionFactory(alpn.getProtocol())),
              new HttpConnectionFactory(configuration),
              new HTTP2ServerConnectionFactory(configuration),
              alpn));
    }

    @Override
    public long getIdleTimeout() {
      return terms == null ? super.getIdleTimeout() : terms.get().idleTimeout().toMillis();
    }
  }

  private static final class NegotiatedConnections extends ALPNServerConnectionFactory {
    private final Supplier<ConnectionTerms> terms;

    NegotiatedConnections(Supplier<ConnectionTerms> terms) {
      super("h2", "http/1.1");
      this.terms = terms;
      setDefaultProtocol("http/1.1");
    }

    @Override
    protected AbstractConnection newServerConnection(
        Connector connector,
        EndPoint endPoint,
        SSLEngine engine,
        List<String> protocols,
        String defaultProtocol) {
      return super.newServerConnection(
          connector, endPoint, engine, terms.get().protocols(), defaultProtocol);
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
