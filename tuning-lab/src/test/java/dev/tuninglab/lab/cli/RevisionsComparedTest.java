package dev.tuninglab.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tuninglab.lab.experiment.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two revisions of a service in a git repository of its own, built and compared. */
class RevisionsComparedTest {
  private static final String TARGET =
      """
      name: clock
      start:
        command: ["${java}", "Service.java", "${port}"]
        dir: .
      build:
        command: ["sh", "-c", "cp answer.txt built.txt && test ! -e broken"]
      ready: { path: /up, within: 60s }
      workloads:
        time: { requests: [{ name: time, path: "/time", expect: [204] }], rate: 20/s }
      """;

  /** Answers after the time that was built into it. */
  private static final String SERVICE =
      """
      import com.sun.net.httpserver.HttpServer;
      import java.net.InetSocketAddress;
      import java.nio.file.*;
      class Service {
        public static void main(String[] args) throws Exception {
          long millis = Long.parseLong(Files.readString(Path.of("built.txt")).strip());
          HttpServer server =
              HttpServer.create(new InetSocketAddress("127.0.0.1", Integer.parseInt(args[0])), 0);
          server.createContext("/", exchange -> {
            try {
              Thread.sleep(exchange.getRequestURI().getPath().equals("/up") ? 0 : millis);
            } catch (InterruptedException e) {
              return;
            }
            exchange.sendResponseHeaders(
                exchange.getRequestURI().getPath().equals("/up") ? 200 : 204, -1);
            exchange.close();
          });
          server.setExecutor(java.util.concurrent.Executors.newFixedThreadPool(4));
          server.start();
        }
      }
      """;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir Path folder;
  private Path repository;

  @BeforeEach
  void aRepositoryWithThreeRevisions() throws Exception {
    repository = Files.createDirectory(folder.resolve("repository"));
    git("init", "-q", "-b", "main");
    git("config", "user.email", "someone@example.org");
    git("config", "user.name", "Someone");
    commit("10", TARGET, "first");
    git("tag", "first");
    commit("30", TARGET, "slower");
    git("tag", "slower");
    Files.writeString(repository.resolve("broken"), "");
    commit("30", TARGET, "broken");
    Files.delete(repository.resolve("broken"));
    // What is not committed is nobody's revision.
    Files.writeString(repository.resolve("answer.txt"), "500\n");
    Files.writeString(repository.resolve("lab.yaml"), TARGET);
  }

  @Test
  void eachIsBuiltAndStartedFromACheckoutOfItsOwn() throws Exception {
    int code = run("--a-ref", "first", "--b-ref", "slower", "--budget", "20s", "--forks", "2");
    assertThat(code).as(err.toString()).isIn(ExitCode.DONE, ExitCode.INVALID);
    assertThat(err.toString())
        .containsPattern("checking out first \\([0-9a-f]{10}\\)")
        .contains("building slower (");
    JsonNode result = new ObjectMapper().readTree(folder.resolve("results/result.json").toFile());
    assertThat(result.at("/variants/0/name").asText()).isEqualTo("revision=first");
    assertThat(result.at("/variants/0/latencyMicros/p50").asDouble()).isBetween(10_000.0, 30_000.0);
    assertThat(result.at("/variants/1/latencyMicros/p50").asDouble())
        .isBetween(30_000.0, 200_000.0);
    assertThat(result.at("/command").toString())
        .containsPattern("\"--a-ref\",\"first=[0-9a-f]{40}\"");
    nothingIsLeft();
    assertThat(Files.readString(repository.resolve("answer.txt"))).isEqualTo("500\n");
    assertThat(repository.resolve("built.txt")).doesNotExist();
  }

  @Test
  void aBuildThatFailsSaysWhereItsWordsAreAndLeavesNothing() throws Exception {
    assertThat(run("--a-ref", "first", "--b-ref", "main")).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString())
        .containsPattern(
            "the build of main \\([0-9a-f]{10}\\) ended with 1 \\(build.command\\); see .*build-b.log");
    nothingIsLeft();
  }

  @Test
  void whatGitDoesNotKnowIsRefused() throws Exception {
    assertThat(run("--a-ref", "first", "--b-ref", "nowhere")).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).contains("--b-ref: git knows no revision 'nowhere' in ");
    assertThat(run("--a-ref", "first")).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).contains("by --a-ref REV and --b-ref REV, but --b-ref is missing");
    assertThat(run("--a-ref", "--force", "--b-ref", "first")).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(folder.resolve("results")).doesNotExist();
  }

  @Test
  void aTargetThatWouldStartTheSameTwiceIsRefused() throws Exception {
    Files.writeString(repository.resolve("lab.yaml"), TARGET.replace("  dir: .\n", ""));
    assertThat(run("--a-ref", "first", "--b-ref", "slower")).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).contains("start.command must start what lies in a checkout");
  }

  @Test
  void outsideOfARepositoryThereAreNoRevisions() throws Exception {
    Path lost = Files.writeString(folder.resolve("lab.yaml"), TARGET);
    int code =
        Lab.run(
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            "compare",
            "-f",
            lost.toString(),
            "--a-ref",
            "a",
            "--b-ref",
            "b");
    assertThat(code).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).contains("revisions are compared of a git repository, but ");
  }

  private int run(String... words) {
    List<String> all = new ArrayList<>(List.of("compare", "-f"));
    all.add(repository.resolve("lab.yaml").toString());
    all.addAll(List.of(words));
    all.addAll(List.of("--no-diagnosis", "--seed", "1"));
    all.addAll(List.of("--out", folder.resolve("results").toString()));
    return Lab.run(
        new PrintWriter(out, true), new PrintWriter(err, true), all.toArray(String[]::new));
  }

  private void nothingIsLeft() throws Exception {
    assertThat(git("worktree", "list").lines()).hasSize(1);
    assertThat(git("branch", "--list").lines()).hasSize(1);
  }

  private void commit(String millis, String target, String message) throws Exception {
    Files.writeString(repository.resolve("answer.txt"), millis + "\n");
    Files.writeString(repository.resolve("Service.java"), SERVICE);
    Files.writeString(repository.resolve("lab.yaml"), target);
    git("add", "-A");
    git("commit", "-q", "-m", message);
  }

  private String git(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git", "-C", repository.toString()));
    command.addAll(List.of(words));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("git %s: %s", List.of(words), said).isZero();
    return said;
  }
}
