package dev.tuninglab.lab.panel;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GateTest extends WithPanel {
  private static final String TURN = "{\"set\": {\"pool\": \"hikari\"}}";

  @Test
  void theOwnPageMayTurnAKnob() throws Exception {
    HttpResponse<String> response = caller.post("/api/turn", TURN);

    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(response.body()).isEqualTo("{\"version\":2}");
    assertThat(pool()).isEqualTo("hikari");
  }

  @Test
  void aScriptWithTheTokenNeedsNoHeadersOfBrowsers() throws Exception {
    assertThat(
            caller.post("/api/turn", TURN, Map.of("Origin", "", "Sec-Fetch-Site", "")).statusCode())
        .isEqualTo(202);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://evil.example", "null", "https://127.0.0.1", "http://127.0.0.1:1"})
  void aPageOfAnotherOriginMayNot(String origin) throws Exception {
    HttpResponse<String> response = caller.post("/api/turn", TURN, Map.of("Origin", origin));

    refused(response, "Origin must be " + caller.origin() + ", but was '" + origin + "'");
  }

  @Test
  void nobodyMayWithoutTheToken() throws Exception {
    refused(
        caller.post("/api/turn", TURN, Map.of("X-Lab-Token", "")),
        "X-Lab-Token must be the token of the address that ./lab serve printed, but was missing");
  }

  @Test
  void nobodyMayWithAnotherToken() throws Exception {
    String wrong = caller.token().substring(1) + "x";

    refused(
        caller.post("/api/turn", TURN, Map.of("X-Lab-Token", wrong)),
        "X-Lab-Token must be the token of the address that ./lab serve printed, but is another");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cross-site", "same-site", "none"})
  void aRequestThatABrowserSaysIsNotOfThePageMayNot(String site) throws Exception {
    refused(
        caller.post("/api/turn", TURN, Map.of("Sec-Fetch-Site", site)),
        "Sec-Fetch-Site must be same-origin, but was '" + site + "'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"application/x-www-form-urlencoded", "text/plain", "multipart/form-data; a=b"})
  void aFormMayNot(String type) throws Exception {
    refused(
        caller.post("/api/turn", TURN, Map.of("Content-Type", type)),
        "Content-Type must be application/json, but was '" + type + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.example", "127.0.0.1.evil.example", "localhost.evil.example"})
  void aNameThatWasMadeToPointHereReadsNothing(String name) throws Exception {
    for (String path : new String[] {"/", "/api/events", "/api/results", "/assets/echarts.js"}) {
      String answer = raw("GET " + path + " HTTP/1.1\r\nHost: " + name + ":" + caller.port());

      assertThat(answer).startsWith("HTTP/1.1 421").contains("Host must be one of 127.0.0.1:");
    }
  }

  @Test
  void aNameThatWasMadeToPointHereChangesNothing() throws Exception {
    String host = "evil.example:" + caller.port();
    String answer =
        raw(
            "POST /api/turn HTTP/1.1\r\nHost: "
                + host
                + "\r\nOrigin: http://"
                + host
                + "\r\nSec-Fetch-Site: same-origin\r\nContent-Type: application/json\r\nX-Lab-Token: "
                + caller.token()
                + "\r\nContent-Length: "
                + TURN.length(),
            TURN);

    assertThat(answer).startsWith("HTTP/1.1 421");
    assertThat(pool()).isEqualTo("none");
  }

  @Test
  void theHostIsTheOneOfTheOwnPort() throws Exception {
    assertThat(raw("GET / HTTP/1.1\r\nHost: localhost:" + caller.port()))
        .doesNotStartWith("HTTP/1.1 421");
    assertThat(raw("GET / HTTP/1.1\r\nHost: [::1]:" + caller.port()))
        .doesNotStartWith("HTTP/1.1 421");
    assertThat(raw("GET / HTTP/1.1\r\nHost: localhost:1")).startsWith("HTTP/1.1 421");
    assertThat(raw("GET / HTTP/1.1\r\nHost: localhost")).startsWith("HTTP/1.1 421");
    assertThat(raw("GET / HTTP/1.0")).startsWith("HTTP/1.1 421");
  }

  @Test
  void anAddressInTheRequestLineIsNoWayAround() throws Exception {
    String answer =
        raw("GET http://evil.example/api/results HTTP/1.1\r\nHost: 127.0.0.1:" + caller.port());

    assertThat(answer).startsWith("HTTP/1.1 400");
  }

  @Test
  void anotherSiteOpensNoStreams() throws Exception {
    assertThat(caller.get("/api/events", "Sec-Fetch-Site", "cross-site").statusCode())
        .isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/assets/echarts.js",
        "/assets/no.js",
        "/nowhere",
        "/api/turn",
        "/%2e%2e/%2e%2e/a",
        "/%zz"
      })
  void everyAnswerHasThePolicy(String path) throws Exception {
    String answer = raw("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + caller.port());

    assertThat(answer)
        .containsIgnoringCase(
            "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self';"
                + " img-src 'self' data:; connect-src 'self'; frame-src 'self'; base-uri 'none';"
                + " form-action 'none'; frame-ancestors 'none'\r\n")
        .containsIgnoringCase("X-Content-Type-Options: nosniff\r\n")
        .containsIgnoringCase("Referrer-Policy: no-referrer\r\n");
  }

  @Test
  void eachStartHasATokenOfItsOwn() throws Exception {
    try (PanelServer other = Panels.serve(demonstration)) {
      assertThat(new Caller(other).token()).hasSize(32).isNotEqualTo(caller.token());
    }
  }

  private String pool() {
    return demonstration.now().state().panes().get(0).settings().get("pool");
  }

  private void refused(HttpResponse<String> response, String detail) throws Exception {
    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(Caller.detail(response)).isEqualTo(detail);
    assertThat(Caller.json(response).at("/title").asText()).isEqualTo("Forbidden");
    assertThat(pool()).isEqualTo("none");
  }

  private String raw(String head) throws Exception {
    return raw(head, "");
  }

  /** With headers that a client of the JDK does not send. */
  private String raw(String head, String body) throws Exception {
    try (Socket socket = new Socket("127.0.0.1", caller.port())) {
      socket
          .getOutputStream()
          .write((head + "\r\nConnection: close\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
