package dev.tuninglab.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tuninglab.lab.Golden;
import dev.tuninglab.lab.experiment.Link;
import dev.tuninglab.lab.measure.CalibrationNote;
import dev.tuninglab.lab.measure.Lateness;
import dev.tuninglab.lab.measure.Machine;
import dev.tuninglab.lab.measure.MeasuredLink;
import dev.tuninglab.lab.measure.Recording;
import dev.tuninglab.lab.measure.RoundTrip;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReportsTest {
  private static final Machine MACHINE =
      new Machine(
          2,
          "Some CPU",
          16_384,
          "Linux 6.1 amd64",
          "17.0.15",
          Map.of("virtual", "yes", "cpuLimit", "none", "database", "PostgreSQL 18.6"));

  private static final String REFUSED =
      "guard=shed refused 61.1% of its requests: its latencies are those of the admitted ones";

  @Test
  void theTerminalShowsTheTableAndOneVerdictACandidate() {
    Golden.check("terminal.txt", TerminalReport.render(faster()));
  }

  @Test
  void noLineOfTheTerminalIsWiderThan80Columns() {
    assertThat(TerminalReport.render(faster()).lines()).allMatch(line -> line.length() <= 80);
    assertThat(TerminalReport.render(invalid()).lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void anInvalidResultSaysWhyAndGivesNoVerdict() {
    Golden.check("terminal-invalid.txt", TerminalReport.render(invalid()));
    assertThat(TerminalReport.render(invalid())).doesNotContain("faster").doesNotContain("slower");
  }

  @Test
  void markdownIsReadyForAPullRequest() {
    Golden.check("report.md", MarkdownReport.render(faster()));
  }

  @Test
  void refusalsHaveTheirOwnColumnAndWarning() {
    Golden.check("terminal-refused.txt", TerminalReport.render(refused()));
    Golden.check("report-refused.md", MarkdownReport.render(refused()));
    assertThat(TerminalReport.render(refused()).lines()).allMatch(line -> line.length() <= 80);
    assertThat(html(refused()))
        .contains("<th scope=\"col\">refused</th>")
        .contains("<td>61%</td><td>1.30ms</td><td>9.80ms</td>");
    assertThat(JsonReport.render(refused()))
        .contains("\"refused\" : 4400", "\"refusedMicros\" : {\n      \"p50\" : 1300.0");
  }

  @Test
  void jsonKeepsTheContract() {
    Golden.check("result.json", JsonReport.render(faster()));
  }

  @Test
  void aNumberThatWasNotMeasuredIsAbsentFromJson() throws Exception {
    JsonNode empty = new ObjectMapper().readTree(JsonReport.render(invalid())).at("/variants/1");
    assertThat(empty.at("/latencyMicros").has("p50")).isFalse();
    assertThat(empty.at("/perRequest").isEmpty()).isTrue();
  }

  @Test
  void htmlHoldsVerdictsTablesAndTheCommand() {
    Golden.check("report.html", SomeReport.withoutLibrary(html(faster())));
  }

  @Test
  void textOfATargetFileNeverBecomesMarkup() {
    String evil = "<script>alert(1)</script>\"'`|x";
    Result result = result(evil, true, List.of(evil), "faster", 0.3, 0.29, 0.31);
    assertThat(html(result)).doesNotContain("<script>alert");
    assertThat(MarkdownReport.render(result)).doesNotContain("<script>").doesNotContain("`|x");
  }

  @Test
  void htmlAsksNothingOfTheNetwork() {
    assertThat(html(faster()))
        .doesNotContainPattern("(src|href|url)\\s*[=(]\\s*[\"']?(https?:)?//");
  }

  @Test
  void everyReportShowsALinkAsItWasMeasured() throws Exception {
    Result result = overLinks();
    String database = "database at 500us: a round trip measured 531us at P50, 560us at P99";
    String client = "client at 20mbit/20ms: a round trip measured 20.1ms at P50";
    assertThat(TerminalReport.render(result)).contains("\n" + database + "\n", client + "\n");
    assertThat(MarkdownReport.render(result))
        .contains("seed 1. Network: " + database + ". Network: " + client + ". Checked: ");
    assertThat(html(result))
        .contains("<dt>Network</dt><dd>" + database + "</dd>", client)
        .doesNotContain("nor of a network in between");
    JsonNode environment =
        new ObjectMapper().readTree(JsonReport.render(result)).at("/environment");
    assertThat(environment.at("/database").has("bitsPerSecond")).isFalse();
    assertThat(environment.at("/database/nominal").asText()).isEqualTo("500us");
    assertThat(environment.at("/database/nominalMicros").asDouble()).isEqualTo(500);
    assertThat(environment.at("/database/roundTripMicros/p50").asDouble()).isEqualTo(531);
    assertThat(environment.at("/database/addedMicros").asDouble()).isEqualTo(31);
    assertThat(environment.at("/client/bitsPerSecond").asLong()).isEqualTo(20_000_000);
    assertThat(environment.at("/client/roundTripMicros").has("p99")).isFalse();
  }

  @Test
  void withoutLinksThereIsNoEnvironment() throws Exception {
    assertThat(new ObjectMapper().readTree(JsonReport.render(faster())).has("environment"))
        .isFalse();
  }

  private static String html(Result result) {
    return HtmlReport.render(new Report(result, new Recording(0, List.of()), Map.of()));
  }

  private static Result overLinks() {
    Result plain = faster();
    Map<String, Result.LinkResult> environment = new LinkedHashMap<>();
    environment.put("database", link("500us", new RoundTrip(500, 1_000, 531, 560.0)));
    environment.put("client", link("20mbit/20ms", new RoundTrip(20_000.8, 75, 20_052.0, null)));
    return new Result(
        plain.schema(),
        plain.name(),
        plain.valid(),
        plain.invalidReasons(),
        plain.warnings(),
        plain.machine(),
        environment,
        plain.calibration(),
        plain.startedAt(),
        plain.command(),
        plain.target(),
        plain.data(),
        plain.workload(),
        plain.plan(),
        plain.variants(),
        plain.comparisons(),
        plain.notClaimed(),
        plain.warmUps(),
        plain.gates(),
        Answer.COMPARE,
        null);
  }

  private static Result.LinkResult link(String asked, RoundTrip roundTrip) {
    return LinkResults.of(
        new MeasuredLink("any", Link.parse("--link", asked), roundTrip, new Lateness(null, null)));
  }

  private static Result faster() {
    return result("pool=hikari", true, List.of(), "faster", 0.31, 0.29, 0.33);
  }

  private static Result invalid() {
    Result valid = result("pool=hikari", true, List.of(), "faster", 0.31, 0.29, 0.33);
    Result.VariantResult dead =
        new Result.VariantResult(
            "pool=hikari",
            Map.of("pool", "hikari"),
            0,
            0,
            2_800,
            Map.of("connect", 2_800L),
            0,
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            null);
    return new Result(
        1,
        "pool",
        false,
        List.of("pool=hikari completed no request: {connect=2800}"),
        List.of("fork 1: warm-up ended at its limit of 12s while still speeding up: pool=hikari"),
        MACHINE,
        null,
        null,
        valid.startedAt(),
        valid.command(),
        valid.target(),
        valid.data(),
        valid.workload(),
        valid.plan(),
        List.of(valid.variants().get(0), dead),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Answer.COMPARE,
        null);
  }

  private static Result refused() {
    Result all = result("guard=shed", true, List.of(REFUSED), "faster", 0.31, 0.29, 0.33);
    Result.VariantResult shed = all.variants().get(1);
    return new Result(
        1,
        "guard",
        true,
        List.of(),
        all.warnings(),
        MACHINE,
        null,
        null,
        all.startedAt(),
        all.command(),
        all.target(),
        all.data(),
        "overload",
        all.plan(),
        List.of(
            all.variants().get(0),
            new Result.VariantResult(
                shed.name(),
                shed.settings(),
                2_800,
                4_400,
                0,
                Map.of(),
                shed.ratePerSecond(),
                shed.latencyMicros(),
                shed.fromSendMicros(),
                new TreeMap<>(Map.of("p50", 1_300.0, "p99", 9_800.0)),
                shed.latenessMicros(),
                shed.perRequest(),
                shed.checks())),
        all.comparisons(),
        all.notClaimed(),
        all.warmUps(),
        List.of(),
        Answer.COMPARE,
        null);
  }

  private static Result result(
      String candidate,
      boolean valid,
      List<String> warnings,
      String verdict,
      double ratio,
      double low,
      double high) {
    return new Result(
        1,
        "pool",
        valid,
        List.of(),
        warnings,
        MACHINE,
        null,
        new CalibrationNote(
            "2026-11-23T10:00:00Z",
            "order",
            40,
            1,
            60,
            5,
            Map.of("p50", 0.08, "p90", 0.2, "mean", 0.1)),
        "2026-11-24T10:00:00Z",
        List.of("compare", "pool=none,hikari", "--budget", "60s", "--seed", "42"),
        "sample API",
        "small data, seed 1",
        "order",
        new Result.Plan(60, 58.9, 2, 14, 1, 200.0, "constant", null, null, 42, "p50", 0.05),
        List.of(variant("pool=none", 1), variant(candidate, ratio)),
        List.of(
            new Result.ComparisonResult(
                "pool=none",
                candidate,
                null,
                "p50",
                ratio,
                low,
                high,
                0.95,
                verdict,
                0.0021,
                0.084,
                null,
                14,
                2),
            new Result.ComparisonResult(
                "pool=none",
                candidate,
                null,
                "p99",
                0.9,
                0.61,
                1.2,
                0.95,
                "undecided",
                0.4,
                0.31,
                12,
                14,
                2)),
        List.of(new Result.NotClaimedResult("pool=none", candidate, null, "p99.9", 2_800, 10_000)),
        List.of(
            new Result.WarmUpResult("pool=none", 1, List.of(9_000.0, 4_500.0, 4_400.0), true),
            new Result.WarmUpResult(candidate, 1, List.of(3_000.0, 1_500.0), false)),
        List.of(),
        Answer.COMPARE,
        null);
  }

  private static Result.VariantResult variant(String name, double factor) {
    Map<String, Double> latency = new LinkedHashMap<>();
    latency.put("mean", 4_210 * factor);
    latency.put("p50", 4_011 * factor);
    latency.put("p90", 5_203 * factor);
    latency.put("p95", 6_099 * factor);
    latency.put("p99", 12_340 * factor);
    latency.put("p99.9", 45_600 * factor);
    latency.put("max", 1_234_567 * factor);
    return new Result.VariantResult(
        name,
        Map.of("pool", name.substring(name.indexOf('=') + 1)),
        2_800,
        0,
        0,
        Map.of(),
        200.0,
        latency,
        latency,
        Map.of(),
        new TreeMap<>(Map.of("p50", 21.0, "p99", 180.0)),
        Map.of("responseBytes", 612.0),
        new Result.Checks(0.118, 0.0012, 84L, 3_210L, 0.0, 2_800L));
  }
}
