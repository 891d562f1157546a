package dev.tuninglab.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tuninglab.lab.Golden;
import dev.tuninglab.lab.experiment.ExitCode;
import dev.tuninglab.lab.measure.SomeRun;
import dev.tuninglab.lab.report.JsonReport;
import dev.tuninglab.lab.report.Results;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryCommandTest {
  private static final Instant FIRST = Instant.parse("2026-11-01T10:00:00Z");
  private static final ObjectNode RESULT = result();

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Random random = new Random(3);
  @TempDir Path results;

  @BeforeEach
  void store() throws IOException {
    for (int day = 0; day < 14; day++) {
      run(day, (day < 8 ? 0.30 : 0.37) * Math.exp(random.nextGaussian() * 0.03), r -> {});
    }
  }

  @Test
  void aChangeIsMarkedAndTheRestIsSaid() throws IOException {
    run(14, 0.36, r -> ((ObjectNode) r.get("machine")).put("jdk", "21.0.2"));
    run(15, 0.36, r -> r.put("workload", "page"));
    run(16, 0.36, r -> r.put("valid", false).withArray("invalidReasons").add("a subject died"));
    run(17, 0.50, r -> ((ObjectNode) r.get("machine")).put("cores", 8));
    run(18, 0.35, r -> {});
    Files.createDirectories(results.resolve("20"));
    Files.writeString(results.resolve("20/experiment.json"), "{}");
    assertThat(history(results.toString())).as(err.toString()).isEqualTo(ExitCode.DONE);
    Golden.check("history.txt", out.toString().replace(results.toString(), "DIR"));
    assertThat(out.toString().lines().filter(line -> !line.startsWith("page: ")))
        .allMatch(line -> line.length() <= 80);
    assertThat(results.resolve("history-pool.html"))
        .content()
        .contains("pool=hikari against pool=none changed from 0.29x to 0.37x")
        .contains("script-src &#39;none&#39;")
        .contains("<line class=\"change\"")
        .contains("JDK 17.0.15 there, 21.0.2 here")
        .contains("8 cores")
        .doesNotContain("<script", "http://", "https://");
  }

  @Test
  void whereNothingChangedThatIsSaid() throws IOException {
    for (int day = 0; day < 14; day++) {
      run(day, 0.30 * Math.exp(random.nextGaussian() * 0.03), r -> {});
    }
    assertThat(history(results.toString())).isEqualTo(ExitCode.DONE);
    assertThat(out.toString())
        .contains("pool=hikari against pool=none: no change was shown; 0.30x")
        .doesNotContain("== changed");
    assertThat(page("history-pool.html")).doesNotContain("class=\"change\"");
  }

  @Test
  void fewRunsAreShownWithoutAJudgement() {
    String[] three = {folder(0), folder(1), folder(2), "--out", results + "/trend.html"};
    assertThat(history(three)).isEqualTo(ExitCode.DONE);
    assertThat(out.toString())
        .contains(": too few runs to show a change (it takes 8)")
        .contains("page: " + results + "/trend.html");
    assertThat(results.resolve("trend.html")).exists();
  }

  @Test
  void namesBecomeNoMarkup() throws IOException {
    String evil = "</svg><script>alert(1)</script>\"'";
    for (int day = 0; day < 3; day++) {
      run(
          day,
          0.3,
          r -> {
            r.put("workload", evil).put("name", "pool");
            ((ObjectNode) r.at("/variants/1")).put("name", evil);
            r.get("comparisons").forEach(c -> ((ObjectNode) c).put("candidate", evil));
          });
    }
    assertThat(history(folder(0), folder(1), folder(2))).isEqualTo(ExitCode.DONE);
    assertThat(page("history-pool.html")).doesNotContain("<script>", "</svg><script");
  }

  @Test
  void runsOfAnotherNameAreNotAskedFor() throws IOException {
    run(30, 0.9, r -> r.put("name", "fetch"));
    assertThat(history(results.toString(), "--name", "pool")).isEqualTo(ExitCode.DONE);
    assertThat(out.toString()).contains("14 runs on ").doesNotContain("left out");
    assertBad("there is no run of an experiment named 'page' in ", results + "", "--name", "page");
  }

  @Test
  void whatIsNoRunIsBadInputInOneLine() throws IOException {
    Path empty = Files.createDirectories(results.resolve("empty/inside"));
    assertBad("there is no run in " + empty, empty.toString());
    assertBad(results + "/nowhere does not exist; a results folder is", results + "/nowhere");
    Files.writeString(empty.resolve("result.json"), "{\"valid\": tr");
    assertBad("none of the 1 folders holds a result with a verdict: " + empty, empty.toString());
    Files.writeString(empty.resolve("result.json"), "[1]");
    assertBad("none of the 1 folders holds a result with a verdict: " + empty, empty.toString());
    assertBad("--out ", folder(0), "--out", results + "/no/such/folder/x.html");
  }

  private void assertBad(String line, String... words) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    assertThat(history(words)).as(out.toString()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).startsWith("lab: " + line);
    assertThat(err.toString().lines()).hasSize(1);
  }

  private int history(String... words) {
    List<String> all = new ArrayList<>(List.of("history"));
    all.addAll(Arrays.asList(words));
    return Lab.run(
        new PrintWriter(out, true), new PrintWriter(err, true), all.toArray(String[]::new));
  }

  private String page(String name) throws IOException {
    return Files.readString(results.resolve(name));
  }

  private String folder(int day) {
    return results.resolve(String.format("%02d", day)).toString();
  }

  private void run(int day, double ratio, Consumer<ObjectNode> change) throws IOException {
    ObjectNode result = RESULT.deepCopy();
    result.put("startedAt", FIRST.plus(Duration.ofDays(day)).toString());
    for (JsonNode c : result.get("comparisons")) {
      if (c.get("metric").asText().equals("p50") && !c.has("endpoint")) {
        ((ObjectNode) c).put("ratio", ratio).put("low", ratio / 1.06).put("high", ratio * 1.06);
      }
    }
    change.accept(result);
    Path folder = Files.createDirectories(Path.of(folder(day)));
    Files.writeString(folder.resolve("result.json"), result.toString());
  }

  private static ObjectNode result() {
    SomeRun run = SomeRun.of(4_000, 1_200, 2, 3, 42);
    String json =
        JsonReport.render(
            Results.of(run.experiment(), run.recording(), run.sitting(), run.diagnosis()));
    try {
      return (ObjectNode) new ObjectMapper().readTree(json);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
