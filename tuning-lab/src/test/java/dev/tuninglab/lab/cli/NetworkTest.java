package dev.tuninglab.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tuninglab.lab.experiment.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.Driver;

/** Relays in front of a real database and of real subjects. Times are held from below only. */
@Timeout(180)
@ExtendWith(ShopFolderAlone.class)
class NetworkTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir Path folder;

  @Test
  void everyRequestPaysBothLinksAndTheReportStatesWhatTheyCameTo() throws IOException {
    assertThat(
            compare(
                target("database: shop", writing()), "--db-rtt", "3ms", "--link", "20mbit/20ms"))
        .as(err.toString())
        .isIn(ExitCode.DONE, ExitCode.INVALID);
    JsonNode result = json("result.json");
    for (JsonNode variant : result.at("/variants")) {
      assertThat(variant.at("/errors").asLong()).isZero();
      assertThat(variant.at("/latencyMicros/p50").asDouble()).isGreaterThan(22_900);
    }
    JsonNode database = result.at("/environment/database");
    assertThat(database.at("/nominalMicros").asDouble()).isEqualTo(3_000);
    assertThat(database.at("/roundTripMicros/p50").asDouble()).isGreaterThan(2_990);
    assertThat(database.at("/latenessMicros").has("p99")).isTrue();
    JsonNode client = result.at("/environment/client");
    assertThat(client.at("/bitsPerSecond").asLong()).isEqualTo(20_000_000);
    assertThat(client.at("/roundTripMicros/p50").asDouble()).isGreaterThan(19_900);
    assertThat(client.at("/latenessMicros").has("p99")).isTrue();
    assertThat(json("experiment.json").at("/network").toString())
        .isEqualTo("{\"database\":\"3ms\",\"client\":\"20mbit/20ms\"}");
    assertThat(result.at("/command").toString())
        .contains("\"--db-rtt\",\"3ms\",\"--link\",\"20mbit/20ms\"");
    assertThat(result.at("/warnings").toString()).doesNotContain("never connected");
    assertThat(out.toString()).contains("database at 3ms: a round trip measured ");
    assertThat(relayThreads()).isEmpty();
  }

  @Test
  void aSubjectThatFindsItsDatabaseInAnotherWayIsNamed() throws IOException {
    assertThat(compare(target("database: shop", stub()), "--db-rtt", "1ms"))
        .isIn(ExitCode.DONE, ExitCode.INVALID);
    assertThat(json("result.json").at("/warnings").toString())
        .contains(
            "mode=fine never connected to the database at ${db.url}: --db-rtt had no effect on it");
  }

  @Test
  void aTargetWithoutTheLabsDatabaseHasNoPlaceForADelay() throws IOException {
    assertThat(compare(target("", stub()), "--db-rtt", "1ms")).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString())
        .isEqualTo(
            "lab: --db-rtt needs database: shop in the target file, since the lab can only stand"
                + " between a subject and a database whose URL it gives; mine finds its own"
                + System.lineSeparator());
  }

  private int compare(Path target, String... network) {
    List<String> words =
        new ArrayList<>(
            List.of("compare", "mode=fine,other", "--scale", "tiny", "--budget", "10s"));
    words.add("--no-diagnosis");
    words.addAll(List.of("--rate", "20/s", "--file", target.toString()));
    words.addAll(List.of("--out", folder.resolve("results").toString()));
    words.addAll(List.of(network));
    return Lab.run(
        new PrintWriter(out, true), new PrintWriter(err, true), words.toArray(String[]::new));
  }

  private JsonNode json(String file) throws IOException {
    return new ObjectMapper().readTree(folder.resolve("results").resolve(file).toFile());
  }

  private Path target(String database, String command) throws IOException {
    String classPath =
        Stream.of(WritingStub.class, Driver.class)
            .map(used -> used.getProtectionDomain().getCodeSource().getLocation().getPath())
            .collect(Collectors.joining(":"));
    return Files.writeString(
        folder.resolve("mine.yaml"),
        """
        name: mine
        start:
          command: ["${java}", "-Xmx64m", "-Dsun.net.httpserver.nodelay=true", "-cp", "%s", %s]
          set: ["${value}"]
        ready: { path: /up }
        %s
        knobs:
          mode: { values: [fine, other], default: fine, workload: add }
        workloads:
          add: { %s requests: [{ name: add, path: /%s, expect: [200, 201] }] }
        """
            .formatted(
                classPath,
                command,
                database,
                command.contains("Writing") ? "writes: true," : "",
                command.contains("Writing") ? "add" : "work"));
  }

  private static String writing() {
    return "\"dev.tuninglab.lab.cli.WritingStub\", \"${port}\", \"${db.url}\"";
  }

  private static String stub() {
    return "\"dev.tuninglab.lab.cli.StubSubject\", \"--port=${port}\"";
  }

  private static List<Thread> relayThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("relays"))
        .toList();
  }
}
