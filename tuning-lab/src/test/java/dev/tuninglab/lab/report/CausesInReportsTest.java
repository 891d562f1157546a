package dev.tuninglab.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuninglab.lab.Golden;
import dev.tuninglab.lab.measure.SomeRun;
import dev.tuninglab.lab.why.Diagnosis;
import dev.tuninglab.lab.why.Inside;
import dev.tuninglab.lab.why.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Why variants differ, where people read it beside the verdict. */
class CausesInReportsTest {
  @Test
  void theTerminalSaysWhyUnderEachVerdict() {
    String text = TerminalReport.render(result(SomeDiagnosis.OF_POOL), Glyphs.UNICODE);
    Golden.check("terminal-why.txt", text);
    assertThat(text.lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void aCommentSaysWhyUnderEachVerdict() {
    Golden.check("report-why.md", MarkdownReport.render(result(SomeDiagnosis.OF_POOL)));
  }

  @Test
  void aStatementsTextCannotCallAnybody() {
    String evil = "select * from a -- @everyone <img src=x> #1 https://example.org";
    List<Inside> variants =
        SomeDiagnosis.OF_POOL.variants().stream()
            .map(
                inside ->
                    new Inside(
                        inside.variant(),
                        20,
                        200,
                        inside.meanMicros(),
                        inside.perRequest(),
                        List.of(new Statement(evil, 21, 21, 500, 12)),
                        List.of(),
                        Map.of(),
                        null))
            .toList();
    assertThat(MarkdownReport.render(result(new Diagnosis(variants, List.of()))))
        .contains("select")
        .doesNotContain("@everyone", "<img", " #1", "https://");
  }

  private static Result result(Diagnosis diagnosis) {
    SomeRun run = SomeRun.of(4_600, 1_450, 5, 6, 42);
    return Results.of(run.experiment(), run.recording(), run.sitting(), diagnosis);
  }
}
