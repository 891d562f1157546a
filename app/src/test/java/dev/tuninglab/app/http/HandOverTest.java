package dev.tuninglab.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HandOverTest {
  private static final ConnectionTerms TERMS =
      new ConnectionTerms(List.of("http/1.1"), Duration.ofSeconds(30));
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(work -> new Thread(work, "of the executor"));

  @AfterEach
  void stop() {
    thread.shutdownNow();
  }

  private interface Body {
    boolean handle(Request request, Response response, Callback callback) throws Exception;
  }

  @Test
  void theNextHandlerRunsOnAThreadOfTheExecutorAndTheWaitIsCounted() throws Exception {
    CompletableFuture<String> name = new CompletableFuture<>();
    PrometheusRegistry registry = new PrometheusRegistry();
    int status =
        ask(
                thread,
                registry,
                (request, response, callback) -> {
                  name.complete(Thread.currentThread().getName());
                  callback.succeeded();
                  return true;
                })
            .statusCode();

    assertThat(status).isEqualTo(200);
    assertThat(name.get()).isEqualTo("of the executor");
    assertThat(registry.scrape("http_thread_wait_seconds"::equals).size()).isEqualTo(1);
  }

  @Test
  void anErrorOnTheOtherThreadIsAProblem() throws Exception {
    HttpResponse<String> answer =
        ask(
            thread,
            (request, response, callback) -> {
              throw new StackOverflowError("a document too deep");
            });

    assertProblem(answer, 500, "Server Error");
  }

  @Test
  void whatNobodyHandlesIsNotFound() throws Exception {
    assertProblem(ask(thread, (request, response, callback) -> false), 404, "Not Found");
  }

  @Test
  void whatIsRejectedIsUnavailable() throws Exception {
    Executor closed =
        work -> {
          throw new RejectedExecutionException("closed");
        };

    assertProblem(ask(closed, (request, response, callback) -> true), 503, "Service Unavailable");
  }

  @Test
  void jettyIsToldThatItsThreadIsNotBlocked() {
    HandOver handler =
        handOver(thread, new PrometheusRegistry(), (request, response, done) -> true);

    assertThat(handler.getInvocationType()).isEqualTo(Handler.InvocationType.NON_BLOCKING);
  }

  private static void assertProblem(HttpResponse<String> answer, int status, String title) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
    assertThat(answer.body()).contains("\"title\":\"" + title + "\"");
  }

  private static HttpResponse<String> ask(Executor threads, Body body) throws Exception {
    return ask(threads, new PrometheusRegistry(), body);
  }

  private static HttpResponse<String> ask(Executor threads, PrometheusRegistry registry, Body body)
      throws Exception {
    Handler handler = handOver(threads, registry, body);
    try (HttpServer server =
        HttpServer.listen("127.0.0.1", 0, () -> TERMS, handler, new JacksonJson())) {
      URI uri = URI.create("http://127.0.0.1:" + server.port() + "/");
      return HttpClient.newHttpClient()
          .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  private static HandOver handOver(Executor threads, PrometheusRegistry registry, Body body) {
    Handler next =
        new Handler.Abstract() {
          @Override
          public boolean handle(Request request, Response response, Callback callback)
              throws Exception {
            return body.handle(request, response, callback);
          }
        };
    return new HandOver(threads, next, new RequestMetrics(registry));
  }
}
