package dev.tuninglab.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The knob {@code http} in a running app, in plaintext and over TLS. */
@ExtendWith(TestDatabase.Provider.class)
@Timeout(120)
class HttpOverHttpTest {
  private static final String[] VARIANTS = {"close", "keep-alive", "h2"};

  @ParameterizedTest
  @CsvSource({"close, HTTP_1_1", "keep-alive, HTTP_1_1", "h2, HTTP_2"})
  void overTlsAClientThatSpeaksBothGetsWhatTheVariantOffers(
      String variant, HttpClient.Version version, TestDatabase database) throws Exception {
    try (TestApp app = TestApp.start(database, "http=" + variant)) {
      HttpClient client = client();
      String plain = app.get("/orders/1").body();
      for (int i = 0; i < 3; i++) {
        HttpResponse<String> answer = get(client, app, "/orders/1");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.version()).isEqualTo(version);
        assertThat(answer.body()).isEqualTo(plain);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"close", "keep-alive", "h2"})
  void aClientThatSpeaksHttp11AloneIsAnsweredOverTls(String variant, TestDatabase database)
      throws Exception {
    HttpClient old =
        HttpClient.newBuilder()
            .sslContext(TrustAll.context())
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    try (TestApp app = TestApp.start(database, "http=" + variant)) {
      HttpResponse<String> answer = get(old, app, "/orders/1");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
    }
  }

  /** In plaintext and over TLS: two requests, written at once, on one connection. */
  @ParameterizedTest
  @CsvSource({"close, 1", "keep-alive, 2", "h2, 2"})
  void anHttp11ConnectionServesAsManyRequestsAsDocumented(
      String variant, int served, TestDatabase database) throws Exception {
    String requests =
        "GET /orders/1 HTTP/1.1\r\nHost: localhost\r\n\r\n"
            + "GET /orders/2 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    try (TestApp app = TestApp.start(database, "http=" + variant);
        Socket plain = new Socket("127.0.0.1", app.at("/").getPort());
        Socket secure =
            TrustAll.context()
                .getSocketFactory()
                .createSocket("127.0.0.1", app.at("/").getPort())) {
      for (Socket socket : List.of(plain, secure)) {
        socket.getOutputStream().write(requests.getBytes(StandardCharsets.US_ASCII));
        String answers = read(socket.getInputStream());
        assertThat(answers.split("HTTP/1.1 200 OK", -1)).hasSize(served + 1);
        assertThat(answers.split("(?i)connection: close", -1)).hasSize(2);
      }
    }
  }

  @Test
  void anIdleConnectionIsClosedAndTheTimeIsThatOfItsOpening(TestDatabase database)
      throws Exception {
    try (TestApp app = TestApp.start(database, "http.idle-timeout=1s");
        Socket idle = new Socket("127.0.0.1", app.at("/").getPort())) {
      // Ends when the server closes; nothing was sent and nothing comes.
      assertThat(read(idle.getInputStream())).isEmpty();

      assertThat(app.tune("http.idle-timeout", "60m").statusCode()).isEqualTo(200);
      try (Socket kept = new Socket("127.0.0.1", app.at("/").getPort())) {
        kept.getOutputStream()
            .write(
                "GET /orders/1 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
        assertThat(read(kept.getInputStream())).startsWith("HTTP/1.1 200 OK");
      }
    }
  }

  @Test
  void aSwitchReachesOpenConnectionsOfHttp11WithTheirNextAnswerAndLeavesThoseOfHttp2(
      TestDatabase database) throws Exception {
    try (TestApp app = TestApp.start(database, "http=keep-alive")) {
      SSLSocketFactory sockets = TrustAll.context().getSocketFactory();
      try (Socket open = sockets.createSocket("127.0.0.1", app.at("/").getPort())) {
        String request = "GET /orders/1 HTTP/1.1\r\nHost: localhost\r\n\r\n";
        byte[] bytes = request.getBytes(StandardCharsets.US_ASCII);
        open.getOutputStream().write(bytes);
        assertThat(open.getInputStream().read()).isEqualTo('H');
        assertThat(app.tune("http", "h2").statusCode()).isEqualTo(200);
        open.getOutputStream().write(bytes);
        // Ends, since the second answer is the last.
        assertThat(read(open.getInputStream()).split("200 OK", -1)).hasSize(3);
      }
      HttpClient old = client();
      assertThat(get(old, app, "/orders/1").version()).isEqualTo(HttpClient.Version.HTTP_2);
      assertThat(app.tune("http", "close").statusCode()).isEqualTo(200);
      assertThat(get(client(), app, "/orders/1").version()).isEqualTo(HttpClient.Version.HTTP_1_1);
      // Whoever has a connection of HTTP/2 keeps it: it may carry what must not fail.
      assertThat(get(old, app, "/orders/1").version()).isEqualTo(HttpClient.Version.HTTP_2);
    }
  }

  @Test
  void noRequestFailsWhileTheKnobIsTurned(TestDatabase database) throws Exception {
    AtomicBoolean going = new AtomicBoolean(true);
    AtomicLong answers = new AtomicLong();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (TestApp app = TestApp.start(database)) {
      List<Future<?>> clients = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        clients.add(
            threads.submit(
                () -> {
                  while (going.get()) {
                    // One that has once met HTTP/1.1 alone does not ask for more again.
                    HttpClient client = client();
                    for (int request = 0; request < 10; request++) {
                      assertThat(get(client, app, "/orders/2").statusCode()).isEqualTo(200);
                      answers.incrementAndGet();
                    }
                  }
                  return null;
                }));
      }
      for (int i = 0; i < 12; i++) {
        long seen = answers.get() + 16;
        while (answers.get() < seen && clients.stream().noneMatch(Future::isDone)) {
          Thread.onSpinWait();
        }
        assertThat(app.tune("http", VARIANTS[i % 3]).statusCode()).isEqualTo(200);
      }
      going.set(false);
      for (Future<?> client : clients) {
        client.get();
      }
    } finally {
      going.set(false);
      threads.shutdown();
    }
  }

  private static HttpResponse<String> get(HttpClient client, TestApp app, String path)
      throws Exception {
    URI at = URI.create("https://127.0.0.1:" + app.at("/").getPort() + path);
    return client.send(HttpRequest.newBuilder(at).build(), BodyHandlers.ofString());
  }

  private static HttpClient client() throws Exception {
    return HttpClient.newBuilder()
        .sslContext(TrustAll.context())
        .version(HttpClient.Version.HTTP_2)
        .build();
  }

  private static String read(InputStream in) throws Exception {
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }
}
