package dev.tuninglab.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuninglab.lab.measure.Recording;
import dev.tuninglab.lab.why.Diagnosis;
import dev.tuninglab.lab.why.Inside;
import dev.tuninglab.lab.why.Phase;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What needs no browser to be seen of the page; the rest is in {@link ReportInBrowserTest}. */
class PageTest {
  private static final Report FULL = SomeReport.full();
  private static final String PAGE = HtmlReport.render(FULL);

  @Test
  void aPageWithEverythingIsBelowTwoMegabytes() {
    assertThat(PAGE.getBytes(StandardCharsets.UTF_8).length).isLessThan(2_000_000);
  }

  @Test
  void noTextEndsTheElementOfTheData() {
    String json = new PageFrame("any", data(HostileReport.EVIL), List.of()).data();
    assertThat(json).doesNotContain("<").contains("\\u003c/script>");
  }

  private static String data(String name) {
    return new ChartData(
            ChartData.styled(List.of(name)),
            Curves.of(new Recording(0, List.of()), List.of(name)),
            Timeline.of(new Recording(0, List.of())),
            StackedBars.rates(new Recording(0, List.of()), List.of(name)),
            StackedBars.phases(Diagnosis.NONE),
            null,
            null)
        .json();
  }

  @Test
  void scriptsRunByTheirHashesAlone() {
    String policy = new PageFrame("any", "{}", List.of()).policy();
    assertThat(policy)
        .startsWith("default-src 'none'; script-src 'sha256-")
        .doesNotContain("http")
        .containsOnlyOnce("unsafe");
    assertThat(Pattern.compile("'sha256-").matcher(policy).results()).hasSize(2);
  }

  @Test
  void scriptsOfGuestsMayRunAsWell() {
    String policy = new PageFrame("any", "{}", List.of("<p><script>alert(1)</script>")).policy();
    assertThat(policy).contains("'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='");
  }

  @Test
  void everyChartHasItsFiguresInATable() {
    assertThat(Pattern.compile("data-chart=").matcher(PAGE).results()).hasSize(4);
    assertThat(PAGE)
        .contains("Latency over time as a table", "The phases as a table")
        .contains("<h2 id=\"latency\">", "<h2 id=\"throughput\">");
  }

  @Test
  void tooFewRequestsForCurvesAreSaidInTheirPlace() {
    assertThat(HtmlReport.render(new Report(FULL.result(), new Recording(0, List.of()), Map.of())))
        .contains("Too few requests were measured for percentile curves")
        .doesNotContain("data-chart=\"curves\"", "data-chart=\"timeline\"");
  }

  @Test
  void filesBesideItAreLinkedWhereTheyAre() {
    assertThat(PAGE).contains("<a href=\"slices.hlog\">").doesNotContain("gatling/index.html");
  }

  @Test
  void phasesLeaveWhatNobodyNamed() {
    StackedBars bars =
        StackedBars.phases(
            new Diagnosis(
                List.of(
                    inside("a", 900, new Phase("query", 300), new Phase("total", 500)),
                    inside("b", 700, new Phase("query", 100), new Phase("render", 200))),
                List.of()));
    assertThat(bars.bars()).containsExactly("a", "b");
    Map<String, List<Double>> parts = new LinkedHashMap<>();
    bars.parts().forEach(part -> parts.put(part.name(), part.values()));
    assertThat(parts)
        .containsEntry("query", List.of(300.0, 100.0))
        .containsEntry("rest of the service", List.of(200.0, 0.0))
        .containsEntry("render", List.of(0.0, 200.0))
        .containsEntry("outside of it", List.of(400.0, 400.0));
  }

  private static Inside inside(String variant, double mean, Phase... phases) {
    return new Inside(variant, 20, 100, mean, Map.of(), List.of(), List.of(phases), Map.of(), null);
  }

  @Test
  void flameGraphsThatDoNotFitAreLeftOutAndNamed() {
    Flames all = Flames.of(FULL);
    assertThat(all.shown()).hasSize(3);
    int bytes = all.shown().stream().mapToInt(Flames.Flame::bytes).sum();
    Flames fewer = Flames.of(FULL, bytes - 1);
    assertThat(fewer.shown()).hasSize(2);
    assertThat(fewer.leftOut()).hasSize(1);
    assertThat(fewer.shown()).noneMatch(flame -> fewer.leftOut().contains(flame.title()));
    assertThat(Flames.of(FULL, 0).leftOut()).hasSize(3);
  }
}
