package dev.tuninglab.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tuninglab.lab.experiment.ExitCode;
import dev.tuninglab.lab.report.ResultSchema;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The main job on real parts: embedded PostgreSQL, the sample API's jar, Gatling. */
@ExtendWith(ShopFolderAlone.class)
class EndToEndTest {
  private static final List<String> ASCENDING = List.of("p50", "p90", "p95", "p99", "p99.9", "max");
  @TempDir Path folder;

  @BeforeEach
  void atHome() {
    Path root = Path.of("..").toAbsolutePath().normalize();
    assertThat(root.resolve("app/target/app.jar"))
        .as("the sample API must be packaged first: mvn package")
        .exists();
    System.setProperty("lab.home", root.toString());
  }

  @AfterEach
  void leave() {
    System.clearProperty("lab.home");
  }

  @Test
  void compareLoadsTheSampleApiSideBySideAndWritesEveryResult() throws IOException {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Path results = folder.resolve("results");

    int exitCode =
        Lab.run(
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            "compare",
            "pool=none,hikari",
            "--scale",
            "tiny",
            "--budget",
            "14s",
            "--rate",
            "40/s",
            "--seed",
            "3",
            "--out",
            results.toString());

    // A busy machine may void the measurement; it may not change what is written.
    assertThat(exitCode).as("%s%n%s", out, err).isIn(ExitCode.DONE, ExitCode.INVALID);
    JsonNode result = new ObjectMapper().readTree(results.resolve("result.json").toFile());
    assertThat(result.at("/schema").asInt()).isEqualTo(1);
    assertThat(result.at("/name").asText()).isEqualTo("pool");
    assertThat(result.at("/valid").asBoolean()).isEqualTo(exitCode == ExitCode.DONE);
    assertThat(result.at("/machine/cores").asInt()).isPositive();
    assertThat(result.at("/plan/forks").asInt()).isEqualTo(2);
    assertThat(result.at("/command").toString()).contains("pool=none,hikari", "\"3\"");
    assertThat(result.at("/variants")).hasSize(2);
    assertVariant(result.at("/variants/0"), "none");
    assertVariant(result.at("/variants/1"), "hikari");
    assertThat(result.at("/variants/0/perRequest/connectionsOpened").asDouble()).isEqualTo(1);
    assertThat(result.at("/variants/1/perRequest/connectionsOpened").asDouble()).isZero();
    assertStatements(result.at("/why/diagnosis/variants/1"));
    for (JsonNode comparison : result.at("/comparisons")) {
      assertThat(comparison.at("/baseline").asText()).isEqualTo("pool=none");
      assertThat(comparison.at("/candidate").asText()).isEqualTo("pool=hikari");
      double ratio = comparison.at("/ratio").asDouble();
      assertThat(ratio)
          .isBetween(comparison.at("/low").asDouble(), comparison.at("/high").asDouble());
      assertThat(comparison.at("/verdict").asText()).isIn("faster", "slower", "same", "undecided");
    }
    assertThat(measuredIn(results, "pool=none"))
        .isEqualTo(result.at("/variants/0/requests").asLong());
    assertThat(measuredIn(results, "pool=hikari"))
        .isEqualTo(result.at("/variants/1/requests").asLong());
    ResultSchema.check(Files.readString(results.resolve("result.json")));
    assertThat(results.resolve("slices.csv")).content().contains(",measured,pool=hikari,");
    assertThat(results.resolve("report.html")).content().contains("pool=hikari");
    assertThat(results.resolve("report.md")).content().contains("| pool=none |");
    assertThat(results.resolve("experiment.json")).content().contains("\"workload\" : \"order\"");
    assertThat(out.toString()).contains("pool=none", "P99.9", "report: ");
  }

  private static void assertVariant(JsonNode variant, String pool) {
    assertThat(variant.at("/name").asText()).isEqualTo("pool=" + pool);
    assertThat(variant.at("/settings/pool").asText()).isEqualTo(pool);
    assertThat(variant.at("/requests").asLong()).isPositive();
    assertThat(variant.at("/errors").asLong()).isZero();
    assertThat(variant.at("/ratePerSecond").asDouble()).isPositive();
    assertThat(variant.at("/perRequest/responseBytes").asDouble()).isGreaterThan(100);
    List<Double> latencies = new ArrayList<>();
    ASCENDING.forEach(name -> latencies.add(variant.get("latencyMicros").get(name).asDouble()));
    assertThat(latencies).isSorted().allMatch(micros -> micros > 0);
  }

  /** An order and its lines, and nothing that only steers the session. */
  private static void assertStatements(JsonNode inside) {
    assertThat(inside.at("/perRequest/sqlStatements").asDouble()).isEqualTo(2);
    assertThat(inside.at("/statements/0/calls").asDouble()).isEqualTo(1);
    assertThat(inside.at("/statements")).extracting(s -> s.at("/text").asText()).hasSize(2);
    for (String counter : List.of("rowsReturned", "blocksRead", "dbMicros", "rowsRead")) {
      assertThat(inside.at("/perRequest/" + counter).asDouble()).as(counter).isPositive();
    }
    assertThat(inside.at("/perRequest/cpuMicros").asDouble()).isPositive();
    assertThat(inside.at("/perRequest/dbCpuMicros").asDouble()).isPositive();
    assertThat(inside.at("/perRequest/allocatedBytes").asDouble()).isPositive();
    assertThat(inside.at("/phases"))
        .extracting(phase -> phase.at("/name").asText())
        .contains("acquire", "query", "serialize", "total");
    assertThat(inside.at("/stacks").asText()).isEqualTo("stacks/pool=hikari.collapsed");
    assertThat(inside.at("/missing").toString()).isEqualTo("{}");
  }

  /** Requests of a variant's measured slices, as the public log reader counts them. */
  private static long measuredIn(Path results, String variant) throws IOException {
    HistogramLogReader reader = new HistogramLogReader(results.resolve("slices.hlog").toFile());
    long total = 0;
    EncodableHistogram interval;
    while ((interval = reader.nextIntervalHistogram()) != null) {
      if (interval.getTag().matches("f\\d+/r\\d+/" + variant + "/[^/]+/scheduled")) {
        total += ((Histogram) interval).getTotalCount();
      }
    }
    reader.close();
    return total;
  }
}
