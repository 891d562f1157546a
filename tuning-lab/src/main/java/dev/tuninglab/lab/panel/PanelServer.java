package dev.tuninglab.lab.panel;

import dev.tuninglab.lab.target.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The control panel, for browsers of this machine alone. */
public final class PanelServer implements AutoCloseable {
  private static final int OK = 200;
  private static final int CREATED = 201;

  /** One for each open page, and some for what they ask. */
  private static final int THREADS = 64;

  private static final int TOKEN_BYTES = 24;

  /** The lab may take that long to draw a plan on a machine that is under load. */
  private static final Duration IDLE = Duration.ofMinutes(2);

  private final Server server;
  private final ServerConnector connector;
  private final Events events;
  private final Jobs jobs;
  private final String token;

  private PanelServer(Demonstration demonstration, LabCommand lab, Target target) {
    QueuedThreadPool threads = new QueuedThreadPool(THREADS, 4);
    threads.setName("panel");
    threads.setDaemon(true);
    server = new Server(threads);
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    connector = new ServerConnector(server, new HttpConnectionFactory(configuration));
    connector.setIdleTimeout(IDLE.toMillis());
    events = new Events(demonstration);
    jobs = new Jobs(lab, demonstration, events::job);
    token = token();
    Router router = new Router();
    pages(router);
    changes(router, demonstration, jobs);
    PastResults results = new PastResults(lab.results());
    PatternPages patterns = new PatternPages(target);
    router
        .get("/api/results", results::list)
        .below("/results", new ResultFiles(lab.results())::file)
        .get("/api/patterns", patterns::list)
        .get("/api/patterns/{name}", patterns::page);
    server.setHandler(new Gate(token, connector::getLocalPort, new EventsHandler(events, router)));
    server.setErrorHandler(PanelServer::refused);
  }

  /**
   * Listens at once, on 127.0.0.1; closing it leaves the demonstration alone.
   *
   * @param port 0 for any that is free
   * @param lab for experiments; its results are shown
   * @param target whose patterns are shown
   * @throws IOException if that port cannot be listened at
   */
  public static PanelServer listen(
      int port, Demonstration demonstration, LabCommand lab, Target target) throws IOException {
    PanelServer panel = new PanelServer(demonstration, lab, target);
    panel.start(port);
    return panel;
  }

  private void start(int port) throws IOException {
    connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
    connector.setPort(port);
    server.addConnector(connector);
    try {
      connector.open();
      server.start();
    } catch (Exception e) {
      close();
      throw new IOException(e.getMessage(), e);
    }
  }

  private static void pages(Router router) {
    router
        .get("/", Assets::page)
        .get("/experiments", Assets::page)
        .get("/results", Assets::page)
        .get("/patterns", Assets::page)
        .get("/patterns/{name}", Assets::page)
        .get("/assets/{file}", Assets::file);
  }

  private static void changes(Router router, Demonstration demonstration, Jobs jobs) {
    router
        .post(
            "/api/turn",
            request -> {
              demonstration.turn(request.body(Turn.class));
              long version = demonstration.now().state().version();
              return Answer.json(HttpStatus.ACCEPTED_202, Map.of("version", version));
            })
        .post("/api/jobs/plan", request -> Answer.json(OK, jobs.plan(request.body(Ask.class))))
        .post("/api/jobs", request -> Answer.json(CREATED, jobs.start(request.body(Ask.class))))
        .post(
            "/api/jobs/{id}/cancel",
            request -> Answer.json(HttpStatus.ACCEPTED_202, jobs.cancel(request.path("id"))));
  }

  /** What Jetty itself refuses: malformed requests, above all. */
  private static boolean refused(Request request, Response response, Callback callback) {
    Headers.put(response.getHeaders());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/problem+json");
    byte[] body = Json.bytes(Problem.of(response.getStatus()));
    response.write(true, ByteBuffer.wrap(body), callback);
    return true;
  }

  private static String token() {
    byte[] bytes = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Of the page, with the token that lets it change things. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/#token=" + token);
  }

  /** Returns once no process of an experiment is left. */
  @Override
  public void close() {
    jobs.close();
    events.close();
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the server of the panel did not stop cleanly", e);
    }
  }
}
