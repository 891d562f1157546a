package dev.tuninglab.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuninglab.lab.browser.Chromium;
import dev.tuninglab.lab.measure.Recording;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;

/** The page of a game day as readers have it, with the network off. */
class GameDayInBrowserTest {
  @TempDir Path folder;

  @Test
  void bothTimeLinesAreDrawnWithTheFaultShadedAndNothingIsWrongWithThePage() throws Exception {
    Result result =
        GameDayResults.of(
            SomeGameDay.asked("recovery<5s"), SomeGameDay.days(), SomeGameDay.sitting());
    Path page =
        Files.writeString(
            folder.resolve("report.html"),
            HtmlReport.render(new Report(result, new Recording(0, List.of()), Map.of())));
    try (Chromium chromium = Chromium.start(folder.resolve("profile"))) {
      chromium.open(page);

      for (String chart : List.of("course", "losses")) {
        By place = By.cssSelector("[data-chart=" + chart + "]");
        assertThat(chromium.driver().findElement(place).getText()).contains("db-stall=5s");
        for (String colour : List.of("v0", "v1", "shade")) {
          By drawn =
              By.cssSelector(
                  "[data-chart=%1$s] path[stroke^='var(--%2$s'], [data-chart=%1$s] [fill^='var(--%2$s']"
                      .formatted(chart, colour));
          assertThat(chromium.driver().findElements(drawn)).as(chart + " " + colour).isNotEmpty();
        }
      }
      assertThat(chromium.console()).isEmpty();
      assertThat(chromium.requests()).containsExactly(page.toUri().toString());
      assertThat(chromium.accessibility()).isEmpty();
      chromium.media("dark");
      assertThat(chromium.accessibility("color-contrast")).isEmpty();
      chromium.phone(360);
      assertThat((Long) chromium.eval("return document.documentElement.scrollWidth"))
          .isEqualTo(360);
    }
  }
}
