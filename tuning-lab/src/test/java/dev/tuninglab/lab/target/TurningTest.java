package dev.tuninglab.lab.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.tuninglab.lab.experiment.Variant;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a service may answer when its knobs are turned. */
class TurningTest {
  private final AtomicReference<String> received = new AtomicReference<>();
  private HttpServer server;
  private Subject subject;
  private int status;
  private String answer;

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/tuning",
        exchange -> {
          received.set(
              exchange.getRequestMethod()
                  + " "
                  + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          byte[] body = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    subject = Subject.running(new Variant("v", Map.of()), url, null, Map.of());
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void settingsThatAreReportedBackHaveTakenEffect() throws Exception {
    assertThat(turn(200, "{\"fetch\": \"join\", \"pool\": \"hikari\"}"))
        .isEqualTo(new Turned.Done());
    assertThat(received.get()).isEqualTo("PUT {\"fetch\":\"join\"}");
  }

  @Test
  void aSwitchThatDidNotSwitchIsFoundOut() {
    assertThatThrownBy(() -> turn(200, "{\"fetch\": \"batch\"}"))
        .isInstanceOf(TargetFailed.class)
        .hasMessageContaining("was set to fetch=join, but PUT /tuning reports batch");
    assertThatThrownBy(() -> turn(200, "{}"))
        .isInstanceOf(TargetFailed.class)
        .hasMessageContaining("PUT /tuning reports null");
    assertThatThrownBy(() -> turn(200, "done"))
        .isInstanceOf(TargetFailed.class)
        .hasMessageContaining("must answer PUT /tuning with a flat JSON object");
  }

  @Test
  void aRefusalIsToldInTheServicesWordsWithoutOrdersToATerminal() throws Exception {
    assertThat(turn(422, "{\"detail\": \"not \\u001b[31m now\"}"))
        .isEqualTo(new Turned.Refused("not \\x1b[31m now"));
    assertThat(turn(500, "<html>")).isEqualTo(new Turned.Refused("it answered 500"));
  }

  @Test
  void aServiceWithoutSuchACallTakesItsSettingsAtItsStart() throws Exception {
    assertThat(turn(405, "")).isEqualTo(new Turned.OnlyAtStart());
    assertThat(turn(404, "{}")).isEqualTo(new Turned.OnlyAtStart());
    assertThat(new Turning(null).turn(subject, Map.of("fetch", "join")))
        .isEqualTo(new Turned.OnlyAtStart());
  }

  private Turned turn(int code, String body) throws Exception {
    status = code;
    answer = body;
    return new Turning("/tuning").turn(subject, Map.of("fetch", "join"));
  }
}
