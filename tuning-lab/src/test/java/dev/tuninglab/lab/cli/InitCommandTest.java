package dev.tuninglab.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tuninglab.lab.experiment.ExitCode;
import dev.tuninglab.lab.target.Target;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir Path folder;

  @Test
  void aUrlAloneMakesAFileWithOneGetOfIt() {
    Path file = folder.resolve("lab.yaml");
    assertThat(run("--url", "http://localhost:8080/orders?size=20", "--out", file.toString()))
        .as(err.toString())
        .isEqualTo(ExitCode.DONE);
    assertThat(Target.read(file).workload("read", Map.of()).requests())
        .extracting("method", "path")
        .containsExactly(tuple("GET", "/orders?size=20"));
    assertThat(out.toString())
        .isEqualTo(
            """
            read: the URL alone
            reads
                     1 GET /orders?size=20
            written: %s
            next:
              ./lab compare -f %s --a http://localhost:8080 --b http://localhost:8080
            """
                .formatted(file, file));
  }

  @Test
  void aFileThatIsThereStaysUnlessForced() throws IOException {
    Path file = Files.writeString(folder.resolve("lab.yaml"), "mine");
    assertThat(run("--url", "http://localhost:8080", "--out", file.toString()))
        .isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString())
        .isEqualTo("lab: --out " + file + " exists; --force writes over it\n");
    assertThat(file).hasContent("mine");
    assertThat(run("--url", "http://localhost:8080", "--out", file.toString(), "--force"))
        .isEqualTo(ExitCode.DONE);
    assertThat(Target.read(file).hasWorkload("read")).isTrue();
  }

  @Test
  void aRefusedSourceLeavesNoFile() throws IOException {
    Path log = Files.writeString(folder.resolve("x.log"), "hello");
    Path file = folder.resolve("lab.yaml");
    String[] words = {
      "--url", "http://localhost:8080", "--access-log", log.toString(), "--out", file.toString()
    };
    assertThat(run(words)).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).startsWith("lab: access log " + log + " line 1: has no time");
    assertThat(file).doesNotExist();
  }

  @Test
  void wrongWordsAreRefused() {
    refused("--url must be a URL such as http://localhost:8080, but was 'x'", "--url", "x");
    refused("--url must hold no user and no password", "--url", "http://me:secret@localhost:8080");
    refused("Missing required option: '--url=URL'");
    refused("mutually exclusive", "--url", "http://localhost", "--har", "a", "--openapi", "b");
  }

  private void refused(String part, String... words) {
    err.getBuffer().setLength(0);
    assertThat(run(words)).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).contains(part).doesNotContain("secret").hasLineCount(1);
  }

  private int run(String... words) {
    String[] all = new String[words.length + 1];
    all[0] = "init";
    System.arraycopy(words, 0, all, 1, words.length);
    return Lab.run(new PrintWriter(out), new PrintWriter(err), all);
  }
}
