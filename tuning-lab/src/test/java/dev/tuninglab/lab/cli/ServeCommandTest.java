package dev.tuninglab.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuninglab.lab.experiment.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
class ServeCommandTest {
  private static final Pattern ADDRESS =
      Pattern.compile("control panel: (http://127\\.0\\.0\\.1:\\d+)/#token=[\\w-]{32}\\n");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir Path folder;

  @Test
  void thePanelIsThereBeforeTheServiceAndEndsWithIt() throws Exception {
    CompletableFuture<Integer> exitCode = new CompletableFuture<>();
    Thread lab = new Thread(() -> exitCode.complete(serve("--set", "mode=other")), "lab");
    lab.start();
    Matcher address = ADDRESS.matcher(out.toString());
    while (!address.find()) {
      assertThat(exitCode).as("%s", err).isNotDone();
      Thread.onSpinWait();
      address = ADDRESS.matcher(out.toString());
    }
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address.group(1) + "/api/events")).build();
    try (Stream<String> lines =
        HttpClient.newHttpClient().send(request, BodyHandlers.ofLines()).body()) {
      // Started, loaded, and told of.
      assertThat(lines.filter(line -> line.equals("event: point")).findFirst()).isPresent();
    }

    lab.interrupt();

    assertThat(exitCode.get()).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(err).hasToString("lab: interrupted; everything it started has been stopped\n");
    try (Stream<ProcessHandle> children = ProcessHandle.current().children()) {
      assertThat(children.filter(ProcessHandle::isAlive).map(ProcessHandle::info)).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --port 65536 | --port must be from 0 (any) to 65535, but was 65536
          --set mode=fast | mode must be one of fine, other, but was 'fast'
          --workload none | unknown workload 'none'; workloads are work
          --db-rtt slow | --db-rtt must be a round trip such as 500us, 0.5ms or 20ms, but was 'slow'
          """)
  void whatCannotBeIsToldInOneLine(String words, String message) {
    assertThat(serve(words.split(" "))).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString().strip()).isEqualTo("lab: " + message);
  }

  @Test
  void aPortThatSomebodyElseHasIsNamed() throws Exception {
    try (ServerSocket taken = new ServerSocket()) {
      taken.bind(new InetSocketAddress("127.0.0.1", 0));
      String port = "" + taken.getLocalPort();

      assertThat(serve("--port", port)).isEqualTo(ExitCode.BAD_INPUT);
      assertThat(err.toString()).startsWith("lab: --port " + port + " cannot be listened at: ");
    }
  }

  private int serve(String... words) {
    try {
      Path target = StubTarget.in(folder);
      return Lab.run(
          new PrintWriter(out, true),
          new PrintWriter(err, true),
          Stream.of(List.of("serve", "--file", target.toString()), Arrays.asList(words))
              .flatMap(List::stream)
              .toArray(String[]::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
