package dev.tuninglab.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.tuninglab.lab.experiment.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that was written is one that a service can be compared by, as it stands. */
class InitComparedTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Queue<String> asked = new ConcurrentLinkedQueue<>();
  @TempDir Path folder;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] answer = "{}".getBytes(StandardCharsets.US_ASCII);
    server.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void aServiceIsComparedWithItselfByTheFileOfItsAccessLog() throws IOException {
    Path log =
        Files.writeString(
            folder.resolve("access.log"),
            """
            h - - [10/Oct/2026:13:55:00 +0000] "GET /orders/17 HTTP/1.1" 200 5
            h - - [10/Oct/2026:13:55:01 +0000] "GET /orders/18 HTTP/1.1" 200 5
            h - - [10/Oct/2026:13:55:02 +0000] "GET /orders?size=20 HTTP/1.1" 200 5
            h - - [10/Oct/2026:13:55:03 +0000] "POST /orders HTTP/1.1" 201 5
            """);
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    Path file = folder.resolve("lab.yaml");
    assertThat(run("init", "--url", url, "--access-log", log.toString(), "--out", file.toString()))
        .as(err.toString())
        .isEqualTo(ExitCode.DONE);
    List<String> next = new ArrayList<>(List.of(nextCommand().split(" ")));
    next.addAll(List.of("--rate", "20/s", "--budget", "10s", "--no-diagnosis", "--seed", "1"));
    next.addAll(List.of("--out", folder.resolve("results").toString()));
    assertThat(run(next.toArray(String[]::new)))
        .as(err.toString())
        .isIn(ExitCode.DONE, ExitCode.INVALID);
    JsonNode result = new ObjectMapper().readTree(folder.resolve("results/result.json").toFile());
    for (JsonNode variant : result.get("variants")) {
      assertThat(variant.get("requests").asLong()).isPositive();
      assertThat(variant.get("errors").asLong()).isZero();
    }
    assertThat(asked)
        .contains("GET /orders/17", "GET /orders/18", "GET /orders?size=20")
        .noneMatch(request -> request.startsWith("POST"));
  }

  /** As the command told it, without the program. */
  private String nextCommand() {
    String line =
        out.toString()
            .lines()
            .filter(each -> each.startsWith("  ./lab "))
            .findFirst()
            .orElseThrow();
    return line.substring("  ./lab ".length());
  }

  private int run(String... words) {
    return Lab.run(new PrintWriter(out, true), new PrintWriter(err, true), words);
  }
}
