package dev.tuninglab.app.knobs.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuninglab.app.tuning.InvalidSetting;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HttpContractTest {
  private static final HttpSettings SETTINGS = new HttpSettings(Duration.ofSeconds(20));

  /** Answers to three requests that are written at once, of which the last asks for the end. */
  private static final Map<String, Integer> SERVED = Map.of("close", 1, "keep-alive", 3, "h2", 3);

  private static final Map<String, List<String>> PROTOCOLS =
      Map.of(
          "close", List.of("http/1.1"),
          "keep-alive", List.of("http/1.1"),
          "h2", List.of("h2", "http/1.1"));

  @ParameterizedTest
  @EnumSource
  void aConnectionServesAsManyRequestsAsDocumentedThenItIsClosed(Http http) throws Exception {
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    server.addConnector(connector);
    server.setHandler(http.make(SETTINGS).around(new Hello()));
    server.start();
    try (Socket socket = new Socket("127.0.0.1", connector.getLocalPort())) {
      String request = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
      String last = "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket
          .getOutputStream()
          .write((request + request + last).getBytes(StandardCharsets.US_ASCII));
      String answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(answers.split("hello", -1)).hasSize(SERVED.get(http.id()) + 1);
      assertThat(answers.split("HTTP/1.1 200 OK", -1)).hasSize(SERVED.get(http.id()) + 1);
      assertThat(answers.split("Connection: close", -1)).as("said once, at the end").hasSize(2);
    } finally {
      server.stop();
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsOfferedOverTlsIsAsDocumented(Http http) {
    ConnectionUse use = http.make(SETTINGS);

    assertThat(use.protocols()).isEqualTo(PROTOCOLS.get(http.id()));
    assertThat(use.idleTimeout()).isEqualTo(Duration.ofSeconds(20));
  }

  @ParameterizedTest
  @EnumSource
  void whetherAHandlerBlocksIsNotHidden(Http http) {
    Handler handler = http.make(SETTINGS).around(new Hello());

    assertThat(handler.getInvocationType()).isEqualTo(Handler.InvocationType.NON_BLOCKING);
  }

  @Test
  void settingsCheckThemselves() {
    assertThatThrownBy(() -> new HttpSettings(Duration.ofMillis(999)))
        .isInstanceOf(InvalidSetting.class)
        .hasMessage(
            "http.idle-timeout must be a duration from 1s to 60m, such as 250ms or 30s,"
                + " but was '999ms'");
  }

  private static final class Hello extends Handler.Abstract.NonBlocking {
    @Override
    public boolean handle(Request request, Response response, Callback callback)
        throws IOException {
      Content.Sink.write(response, true, "hello", callback);
      return true;
    }
  }
}
