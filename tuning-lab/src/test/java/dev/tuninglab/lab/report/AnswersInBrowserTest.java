package dev.tuninglab.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuninglab.lab.analysis.effects.Factor;
import dev.tuninglab.lab.browser.Chromium;
import dev.tuninglab.lab.experiment.Experiment;
import dev.tuninglab.lab.experiment.Gates;
import dev.tuninglab.lab.experiment.Question;
import dev.tuninglab.lab.experiment.Variant;
import dev.tuninglab.lab.measure.CalibrationNote;
import dev.tuninglab.lab.measure.Recording;
import dev.tuninglab.lab.measure.Sitting;
import dev.tuninglab.lab.measure.SomeRun;
import dev.tuninglab.lab.measure.SomeSearch;
import dev.tuninglab.lab.measure.SomeSlices;
import dev.tuninglab.lab.why.Diagnosis;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Pages that answer other questions than a comparison, in a real browser. */
class AnswersInBrowserTest {
  private static final String LINES =
      "return [...document.querySelectorAll('[data-chart=%s]')]"
          + ".map(chart => chart.querySelectorAll('path').length)";

  @TempDir static Path folder;
  private static Chromium chromium;

  @BeforeAll
  static void open() throws Exception {
    chromium = Chromium.start(folder.resolve("profile"));
  }

  @AfterAll
  static void close() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @Test
  void aCapacityIsDrawnAsLatencyOverTheRateAndUsersWithTheirLaw() throws Exception {
    Map<String, Double> capacities = new LinkedHashMap<>();
    capacities.put("pool=none", 120.0);
    capacities.put("pool=hikari", 400.0);
    List<Integer> users = List.of(1, 2, 4, 8);
    Recording recording = SomeSearch.of(capacities, 3, users);
    Experiment experiment =
        SomeSearch.experiment(List.copyOf(capacities.keySet()), users, Gates.NONE);
    show("capacity.html", experiment, recording);
    assertThat(text("h1")).isEqualTo("How far do pool=none, pool=hikari go?");
    assertThat(drawn("reach")).hasSize(1).allMatch(lines -> lines > 20);
    assertThat(drawn("laws")).hasSize(1).allMatch(lines -> lines > 8);
    List<WebElement> marks =
        chromium.driver().findElements(By.cssSelector("[data-chart=reach] path[fill^='var(--v1']"));
    assertThat(hover(marks.get(marks.size() - 1)))
        .matches("(?s)pool=hikari.*offered.*/s.*P99.*SLA.*kept.*");
    assertThat(chromium.console()).isEmpty();
    onAPhoneNothingScrollsSideways();
  }

  @Test
  void aMatrixHasInteractionPlotsOfItsStrongestPairs() throws Exception {
    List<Factor> factors =
        List.of(
            new Factor("pool", List.of("none", "hikari")),
            new Factor("fetch", List.of("n-plus-one", "join")),
            new Factor("json", List.of("jackson", "dsl-json")));
    Map<String, Double> medians = new LinkedHashMap<>();
    List<Variant> variants = new ArrayList<>();
    for (String pool : factors.get(0).levels()) {
      for (String fetch : factors.get(1).levels()) {
        for (String json : factors.get(2).levels()) {
          String name = "pool=" + pool + "+fetch=" + fetch + "+json=" + json;
          variants.add(new Variant(name, Map.of("pool", pool, "fetch", fetch, "json", json)));
          boolean both = pool.equals("hikari") && fetch.equals("join");
          medians.put(name, both ? 1_000.0 : 8_000.0);
        }
      }
    }
    SomeRun run = SomeRun.of(1_000, 1_000, 4, 6, 7);
    Experiment asked = run.experiment();
    Experiment experiment =
        new Experiment(
            "pool+fetch+json",
            List.of("matrix", "--seed", "7"),
            asked.target(),
            variants,
            asked.workload(),
            asked.design(),
            asked.data(),
            asked.network(),
            Gates.NONE,
            new Question.Matrix(factors, 8, 8));
    Recording recording = new Recording(200, SomeSlices.of(medians, 4, 6, 7));
    show("matrix.html", experiment, recording);
    assertThat(text("h1")).isEqualTo("Which of pool, fetch, json matter?");
    assertThat(drawn("pair")).hasSize(3).allMatch(lines -> lines > 4);
    assertThat(text("[data-chart=pair]")).contains("fetch=n-plus-one", "fetch=join");
    assertThat(chromium.console()).isEmpty();
    onAPhoneNothingScrollsSideways();
  }

  private static void show(String file, Experiment experiment, Recording recording)
      throws Exception {
    Sitting sitting =
        Sitting.begun(Instant.parse("2026-11-24T10:00:00Z"), SomeRun.MACHINE, CalibrationNote.NONE)
            .ended(58, recording.ratePerSecond(), List.of(), List.of());
    Result result = Results.of(experiment, recording, sitting, Diagnosis.NONE);
    Report report = new Report(result, recording, Map.of());
    chromium.open(Files.writeString(folder.resolve(file), HtmlReport.render(report)));
  }

  private static String hover(WebElement place) {
    chromium.eval("arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })", place);
    new Actions(chromium.driver()).moveToElement(place).perform();
    return new WebDriverWait(chromium.driver(), Duration.ofSeconds(5))
        .until(
            driver ->
                driver.findElements(By.className("tip")).stream()
                    .map(WebElement::getText)
                    .filter(text -> !text.isBlank())
                    .findFirst()
                    .orElse(null));
  }

  private static void onAPhoneNothingScrollsSideways() {
    chromium.phone(360);
    chromium.driver().navigate().refresh(); // no tooltip of a wider page
    new WebDriverWait(chromium.driver(), Duration.ofSeconds(5))
        .until(
            driver ->
                driver.findElements(By.cssSelector("[data-chart] svg")).stream()
                    .allMatch(chart -> chart.getRect().getWidth() <= 360));
    assertThat((Long) chromium.eval("return document.documentElement.scrollWidth")).isEqualTo(360);
  }

  private static List<Long> drawn(String chart) {
    return chromium.eval(LINES.formatted(chart));
  }

  private static String text(String selector) {
    return chromium.driver().findElement(By.cssSelector(selector)).getText();
  }
}
