package dev.tuninglab.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuninglab.lab.Golden;
import dev.tuninglab.lab.measure.SomeRun;
import java.util.List;
import org.junit.jupiter.api.Test;

class BarsTest {
  @Test
  void barsAreOnOneScaleAndShadedWhereTheIntervalLies() {
    StringBuilder all = new StringBuilder();
    for (Glyphs glyphs : Glyphs.values()) {
      all.append(bars(run(4_000, 1_200), glyphs));
      all.append(bars(run(1_200, 4_000), glyphs));
      all.append(bars(run(4_000, 4_000), glyphs));
    }
    Golden.check("bars.txt", all.toString());
    assertThat(all.toString().lines()).allMatch(line -> line.length() < 80);
  }

  @Test
  void anIntervalWithoutEndIsCutAndNoBarIsTooWide() {
    Result plain = run(4_000, 1_200);
    String bars = bars(with(plain, 0.3, 0.000001, 1e9), Glyphs.ASCII);
    assertThat(bars.lines()).allMatch(line -> line.length() < 80);
    assertThat(bars.lines().toList().get(2)).contains("pool=hikari       " + ":".repeat(44));
  }

  @Test
  void anIntervalOfNoWidthIsStillSeen() {
    assertThat(bars(with(run(4_000, 1_200), 0.3, 0.3, 0.3), Glyphs.ASCII).lines().toList().get(2))
        .contains("#:  ");
  }

  @Test
  void withoutAnIntervalBarsHaveNoShade() {
    assertThat(bars(without(run(4_000, 1_200)), Glyphs.ASCII))
        .startsWith("P50\n")
        .doesNotContain(":");
  }

  private static String bars(Result result, Glyphs glyphs) {
    StringBuilder out = new StringBuilder();
    Bars.render(result, glyphs, 18, out);
    return out.toString();
  }

  private static Result run(double none, double hikari) {
    SomeRun run = SomeRun.of(none, hikari, 3, 4, 42);
    return Results.of(run.experiment(), run.recording(), run.sitting(), run.diagnosis());
  }

  private static Result without(Result result) {
    return SomeResults.with(result, List.of());
  }

  private static Result with(Result result, double ratio, double low, double high) {
    Result.ComparisonResult c = result.primary("pool=hikari");
    return SomeResults.with(
        result,
        List.of(
            new Result.ComparisonResult(
                c.baseline(),
                c.candidate(),
                null,
                c.metric(),
                ratio,
                low,
                high,
                c.confidence(),
                c.verdict(),
                c.adjustedP(),
                c.smallestDifference(),
                c.forksToDecide(),
                c.rounds(),
                c.forks())));
  }
}
