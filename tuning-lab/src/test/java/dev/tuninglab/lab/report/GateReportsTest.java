package dev.tuninglab.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tuninglab.lab.Golden;
import dev.tuninglab.lab.experiment.Gates;
import dev.tuninglab.lab.measure.SomeRun;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What became of gates, in every report. */
class GateReportsTest {
  private static final SomeRun RUN = SomeRun.of(4_000, 1_200, 3, 4, 42);
  private static final List<String> RULES =
      List.of("p50<2ms", "p99.9<1s", "refused<5%", "throughput>200/s", "p95 ratio<1.05");

  @Test
  void theTerminalHasALineForEach() {
    String text = TerminalReport.render(gated(Gates.Undecided.FAIL, RULES));
    Golden.check("terminal-gates.txt", text);
    assertThat(text.lines()).allMatch(line -> line.length() <= 80);
    assertThat(TerminalReport.render(gated(Gates.Undecided.PASS, RULES)))
        .contains("gate undecided, let pass: p99.9<1s of pool=none: 2640 requests, it takes 10000");
  }

  @Test
  void markdownHasATable() {
    Golden.check("report-gates.md", MarkdownReport.render(gated(Gates.Undecided.FAIL, RULES)));
  }

  @Test
  void thePageHasATable() {
    assertThat(html(gated(Gates.Undecided.FAIL, RULES)))
        .contains("<h2 id=\"gates\">Gates</h2>")
        .contains("<tr class=\"gate failed\"><th scope=\"row\">p50&lt;2ms</th>")
        .contains("2640 requests, it takes 10000</td>");
    assertThat(html(gated(Gates.Undecided.FAIL, List.of()))).doesNotContain(">Gates</h2>");
  }

  @Test
  void jsonKeepsTheContractAndSaysMore() throws Exception {
    JsonNode gates =
        new ObjectMapper()
            .readTree(JsonReport.render(gated(Gates.Undecided.FAIL, RULES)))
            .at("/gates");
    assertThat(gates).hasSize(9);
    JsonNode failed = gates.at("/0");
    assertThat(failed.at("/rule").asText()).isEqualTo("p50<2ms");
    assertThat(failed.at("/variant").asText()).isEqualTo("pool=none");
    assertThat(failed.at("/value").asText()).matches("4\\.\\d\\dms");
    assertThat(failed.at("/held").isBoolean()).isTrue();
    assertThat(failed.at("/held").asBoolean()).isFalse();
    assertThat(failed.at("/outcome").asText()).isEqualTo("failed");
    assertThat(failed.at("/interval/unit").asText()).isEqualTo("us");
    assertThat(failed.at("/interval/low").asDouble()).isBetween(3_000.0, 4_300.0);
    assertThat(failed.has("why")).isFalse();
    JsonNode undecided = gates.at("/2");
    assertThat(undecided.has("value")).isFalse();
    assertThat(undecided.has("interval")).isFalse();
    assertThat(undecided.at("/outcome").asText()).isEqualTo("undecided");
    assertThat(undecided.at("/why").asText()).isEqualTo("2640 requests, it takes 10000");
  }

  @Test
  void wordsThatAShellWouldTakeApartAreQuoted() {
    assertThat(Words.command(List.of("compare", "pool=none,hikari", "--gate", "p95 ratio<1.05")))
        .isEqualTo("./lab compare pool=none,hikari --gate 'p95 ratio<1.05'");
    assertThat(Words.command(List.of("--link", "20mbit/20ms", "--gate", "errors<0.1%", "it's")))
        .isEqualTo("./lab --link 20mbit/20ms --gate 'errors<0.1%' 'it'\\''s'");
  }

  private static String html(Result result) {
    return HtmlReport.render(new Report(result, RUN.recording(), Map.of()));
  }

  private static Result gated(Gates.Undecided undecided, List<String> rules) {
    return Results.of(
        RUN.experiment().with(Gates.parse(rules, undecided)),
        RUN.recording(),
        RUN.sitting(),
        RUN.diagnosis());
  }
}
