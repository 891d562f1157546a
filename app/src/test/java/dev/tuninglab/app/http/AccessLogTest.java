package dev.tuninglab.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AccessLogTest {
  private static final ConnectionTerms TERMS =
      new ConnectionTerms(List.of("http/1.1"), Duration.ofSeconds(30));

  private final List<String> lines = new CopyOnWriteArrayList<>();

  private interface Body {
    boolean handle(Request request, Response response, Callback callback) throws Exception;
  }

  @Test
  void anAnswerIsToldOfWithItsStatusAndSizeAndThePathAsItWasSent() throws Exception {
    ask(
        "/a%20b%22?secret=1",
        (request, response, callback) -> {
          response.setStatus(201);
          ByteBuffer body = ByteBuffer.wrap("12345".getBytes(StandardCharsets.UTF_8));
          response.write(true, body, callback);
          return true;
        });

    assertThat(lines).containsExactly("GET /a%20b%22 201 5");
  }

  @Test
  void aLineBreakInAPathIsRefusedBeforeThereIsAnythingToTell() throws Exception {
    HttpResponse<String> answer = ask("/a%0d%0ab", (request, response, callback) -> false);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(lines).isEmpty();
  }

  @Test
  void anErrorIsAnsweredAndToldOf() throws Exception {
    HttpResponse<String> answer =
        ask(
            "/",
            (request, response, callback) -> {
              throw new StackOverflowError("a document too deep");
            });

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(lines).containsExactly("GET / 500 " + answer.body().length());
  }

  @Test
  void whatNobodyHandlesIsAnsweredAndToldOf() throws Exception {
    HttpResponse<String> answer = ask("/", (request, response, callback) -> false);

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(lines).containsExactly("GET / 404 " + answer.body().length());
  }

  @Test
  void aFailureThatJettyAnswersIsToldOfOnce() throws Exception {
    HttpResponse<String> answer =
        ask(
            "/",
            (request, response, callback) -> {
              callback.failed(new IllegalStateException("no body could be made"));
              callback.failed(new IllegalStateException("told twice"));
              return true;
            });

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(lines).containsExactly("GET / 500 0");
  }

  private HttpResponse<String> ask(String path, Body body) throws Exception {
    Handler next =
        new Handler.Abstract() {
          @Override
          public boolean handle(Request request, Response response, Callback callback)
              throws Exception {
            return body.handle(request, response, callback);
          }
        };
    Handler log =
        new AccessLog(
            (method, asked, status, bytes, micros) ->
                lines.add(method + " " + asked + " " + status + " " + bytes),
            next);
    // Stopping waits for the request to end, which is after its line.
    try (HttpServer server =
        HttpServer.listen("127.0.0.1", 0, () -> TERMS, log, new JacksonJson())) {
      URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
      return HttpClient.newHttpClient()
          .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
  }
}
