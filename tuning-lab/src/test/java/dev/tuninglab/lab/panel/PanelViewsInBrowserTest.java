package dev.tuninglab.lab.panel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.WebElement;

/** All views of the panel in a real browser: experiments, results, patterns, and hostile texts. */
@Timeout(180)
class PanelViewsInBrowserTest extends WithBrowser {
  private static final String EVIL = "<img src=x onerror=pwned=1><b>{b|c}</b>";

  @ParameterizedTest
  @CsvSource({
    "/, .figures .now",
    "/experiments, .change",
    "/results, .result",
    "/patterns, .card",
    "/patterns/pool, .page table"
  })
  void everyViewIsForEverybody(String path, String there) throws Exception {
    SaidLab.report(folder);
    page.open(path);
    page.shows(there);
    chromium.eval("document.querySelectorAll('details').forEach(each => each.open = true)");

    assertThat(chromium.accessibility()).isEmpty();
    chromium.media("dark");
    assertThat(chromium.accessibility("color-contrast")).isEmpty();
    chromium.phone(360);
    page.holds("innerWidth === 360");
    assertThat(chromium.<Long>eval("return document.documentElement.scrollWidth")).isEqualTo(360);
    assertThat(page.console()).isEmpty();
  }

  @Test
  void onAPhoneTwoPanesDoNotScrollSideways() {
    page.open("/");
    page.find(".bar button:last-of-type").click();
    page.shows(".column.pane-b");
    chromium.phone(360);
    page.holds("innerWidth === 360");
    assertThat(chromium.<Long>eval("return document.documentElement.scrollWidth")).isEqualTo(360);
  }

  @Test
  void anExperimentIsPlannedStartedAndItsReportRead() {
    page.open("/experiments?question=compare&word=pool%3Dnone,hikari&workload=order");
    page.says(".command", "./lab compare pool=none,hikari --workload order --budget 60s");
    page.find("button[type=submit]").click();
    page.says(".plan", "5 forks within 60s");
    page.find(".actions .main").click();

    page.says(".job .phase", "Done");
    page.says(".job .log", "warming up <img");
    assertThat(page.find(".job a").getDomAttribute("href"))
        .isEqualTo("/results/20261126-120000-pool/report.html");
    page.find(".job .report summary").click();
    WebElement frame = page.shows(".job iframe");
    chromium.driver().switchTo().frame(frame);
    page.says("h1", "What does pool do?");
    assertThat(chromium.<String>eval("return self.origin")).isEqualTo("null");
    chromium.driver().switchTo().defaultContent();
    assertThat(chromium.<Object>eval("return window.pwned")).isNull();
    assertThat(page.console()).isEmpty();
  }

  @Test
  void aRunningExperimentSurvivesAReloadAndCanBeCancelled() {
    page.open("/experiments?question=sweep&word=pool.size%3D2,4,8");
    page.says(".command", "./lab sweep pool.size=2,4,8 --budget 60s");
    page.find(".actions .main").click();
    page.says(".job .log", "warming up");
    assertThat(page.find(".actions .main").isEnabled()).isFalse();
    chromium.driver().navigate().refresh();

    page.says(".job .log", "warming up");
    page.says(".job .phase", "Running");
    page.says(".resting", "sweep pool.size=2,4,8");
    page.shows(".job progress");
    page.find(".job button:not([aria-label])").click();
    page.says(".job .phase", "Cancelled");
    page.hides(".resting");
    page.holds("!document.querySelector('.actions .main').disabled");
  }

  @Test
  void theFormSaysTheLabsOwnWordsOfWhatIsWrong() {
    page.open("/experiments?question=compare&word=pool%3Dnone,hikari");
    page.says(".command", "pool=none,hikari");
    page.find(".change .segments input[value=none]").click();
    page.says(".command", "./lab compare pool=hikari --budget 60s");
    WebElement values = page.find(".change input[type=text]");
    page.type(values, "wrong");
    page.says(".command", "./lab compare pool=wrong --budget 60s");
    page.find("button[type=submit]").click();
    page.says("form .problem", "pool must be one of none, hikari, but was 'wrong'");
  }

  @Test
  void resultsAreFoundByAnyOfTheirWords() {
    page.open("/experiments?question=compare&word=pool%3Dnone,hikari");
    page.says(".command", "pool=none,hikari");
    page.find(".actions .main").click();
    page.says(".job .phase", "Done");
    page.find("nav a[href='/results']").click();
    page.says(".result", "20261126-120000-pool");
    page.find("input[type=search]").sendKeys("<img src=x onerror=pwned=1>");
    page.says(".results [role=status]", "Nothing found for <img src=x onerror=pwned=1>");
    page.hides(".result");
    chromium.driver().navigate().refresh();
    page.says(".results [role=status]", "Nothing found for <img");
    assertThat(chromium.<Object>eval("return window.pwned")).isNull();
  }

  @Test
  void aPatternHasItsPageItsCodeItsCommandAndItsKnob() {
    page.open("/patterns");
    page.shows(".card a[href='/patterns/pool']").click();
    page.says(".patterns .command", "./lab pattern copy pool --to DIR");
    page.shows(".patterns details summary").click();
    page.says(".patterns pre.code", "package dev.tuninglab.app.knobs.pool");
    page.find("a[href='/?knob=pool']").click();
    page.holds("document.activeElement.name === 'a:pool'");
    chromium.driver().navigate().back();
    page.says(".patterns .command", "./lab pattern copy pool --to DIR");
    assertThat(page.console()).isEmpty();
  }

  @Test
  void textsThatTryToBeMarkupAreShownAsTexts() throws Exception {
    page.close();
    page = PanelPage.serve(chromium, text -> EVIL + text, folder);
    page.open("/");
    page.demonstration.turn(
        new Turn(
            "a", Map.of("threads", "virtual"), new Turn.Load(null, 900.0, null, null), 2, null));
    for (String place : Set.of(".knob .expect", ".marks", ".column > .problem", "#machine")) {
      page.says(place, EVIL);
    }
    page.demonstration.fail("it ended");
    page.says(".note.failed", EVIL + "it ended");
    chromium.eval("document.querySelectorAll('details').forEach(each => each.open = true)");
    page.says(".watch details", EVIL);

    assertThat(chromium.<Object>eval("return window.pwned")).isNull();
    assertThat(chromium.<Long>eval("return document.querySelectorAll('main img, main b').length"))
        .isZero();
    assertThat(page.console()).isEmpty();
  }
}
