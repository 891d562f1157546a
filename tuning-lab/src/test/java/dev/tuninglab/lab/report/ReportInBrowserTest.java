package dev.tuninglab.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuninglab.lab.browser.Chromium;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.print.PrintOptions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The page as readers have it: in a real browser, opened as a file, with the network off. */
class ReportInBrowserTest {
  private static final String CHARTS = "[data-chart]";
  private static final String PIXELS_OF_CANVAS =
      "(c => c && c.width ? c.getContext('2d').getImageData(0, 0, c.width, c.height).data"
          + ".filter(v => v > 0).length : 0)(document.querySelector('canvas'))";

  @TempDir static Path folder;
  private static Chromium chromium;
  private static Path page;
  private static Path hostile;

  @BeforeAll
  static void open() throws Exception {
    chromium = Chromium.start(folder.resolve("profile"));
    Report report = SomeReport.full();
    page = Files.writeString(folder.resolve("report.html"), HtmlReport.render(report));
    hostile =
        Files.writeString(
            folder.resolve("hostile.html"), HtmlReport.render(HostileReport.of(report)));
  }

  @AfterAll
  static void close() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @Test
  void theFirstScreenHasTheVerdictTheCauseAndADrawnChart() {
    chromium.open(page);
    chromium.eval("scrollTo(0, 0)");
    assertThat(find("h1").getText()).isEqualTo("What does pool do to latency?");
    for (String part : List.of(".verdict .sentence", ".verdict .cause", CHARTS)) {
      assertThat(find(part).getRect().getY()).as(part).isLessThan(700);
    }
    assertThat(find(".verdict").getText()).contains("pool=hikari is faster than pool=none");
    assertThat(drawn()).hasSize(4).allMatch(lines -> lines > 10);
    assertThat(chromium.console()).isEmpty();
  }

  @Test
  void itAsksNothingOfAnyNetwork() {
    chromium.open(page);
    openAll();
    assertThat(chromium.requests()).containsExactly(page.toUri().toString());
    assertThat(chromium.console()).isEmpty();
  }

  @Test
  void hoverShowsTheNumbersOfThatPlace() {
    chromium.open(page);
    assertThat(hover(By.cssSelector("[data-chart=curves]"), 0, 0))
        .matches("(?s)P9\\d.*pool=none.*ms.*forks.*pool=hikari.*ms.*");
    assertThat(hover(By.cssSelector("[data-chart=rates] path[fill^='var(--p0']"), 0, 0))
        .contains("pool=none", "completed", "/s");
    assertThat(hover(By.cssSelector("[data-chart=timeline] path[fill^='var(--v1']"), 0, 0))
        .matches("(?s)pool=hikari.*fork \\d.*P50 .*ms.*requests.*");
    assertThat(chromium.console()).isEmpty();
  }

  @Test
  void chartsFollowAChangeToDarkAndBack() {
    chromium.open(page);
    String light = colours();
    chromium.media("dark");
    String dark = colours();
    chromium.media("light");
    assertThat(dark).isNotEqualTo(light);
    assertThat(colours()).isEqualTo(light);
  }

  @Test
  void onAPhoneThePageDoesNotScrollSideways() {
    chromium.open(page);
    chromium.phone(360);
    openAll();
    new WebDriverWait(chromium.driver(), Duration.ofSeconds(5))
        .until(driver -> find(CHARTS + " svg").getRect().getWidth() <= 360);
    assertThat((Long) chromium.eval("return document.documentElement.scrollWidth")).isEqualTo(360);
  }

  @Test
  void aKeyboardReachesEverythingThatCanBeUsed() {
    chromium.open(page);
    chromium.eval(
        "window.all = [...document.querySelectorAll('a, button, summary, [tabindex=\"0\"]')]"
            + ".filter(e => e.checkVisibility()); document.activeElement.blur()");
    long all = chromium.eval("return all.length");
    Set<Long> reached = new HashSet<>();
    for (int i = 0; i < all + 5; i++) {
      new Actions(chromium.driver()).sendKeys(Keys.TAB).perform();
      reached.add(chromium.eval("return all.indexOf(document.activeElement)"));
    }
    reached.remove(-1L);
    assertThat(all).isGreaterThan(20);
    assertThat(reached).hasSize((int) all);
  }

  @Test
  void axeFindsNothingWrongInEitherMode() {
    chromium.open(page);
    openAll();
    assertThat(chromium.accessibility()).isEmpty();
    chromium.media("dark");
    assertThat(chromium.accessibility("color-contrast")).isEmpty();
  }

  @Test
  void inPrintAllTablesAreOpenAndChartsFitThePaper() {
    chromium.open(page);
    chromium.eval(
        "addEventListener('beforeprint', () => { window.printed = {"
            + " closed: document.querySelectorAll('details:not([open]):not(.flame)').length,"
            + " widest: Math.max(...[...document.querySelectorAll('.chart svg')]"
            + ".map(e => +e.getAttribute('width'))) } })");
    byte[] pdf =
        Base64.getDecoder().decode(chromium.driver().print(new PrintOptions()).getContent());
    assertThat(new String(pdf, 0, 5)).isEqualTo("%PDF-");
    Map<String, Long> printed = chromium.eval("return printed");
    assertThat(printed).containsEntry("closed", 0L);
    assertThat(printed.get("widest")).isBetween(300L, 680L);
    assertThat((Long) chromium.eval("return document.querySelectorAll('details[open]').length"))
        .isZero();
  }

  @Test
  void withoutScriptsTheVerdictAndTheTablesRemain() {
    chromium.tell("Emulation.setScriptExecutionDisabled", Map.of("value", true));
    try {
      chromium.open(page);
      assertThat(find(".verdict").isDisplayed()).isTrue();
      assertThat(find("table.forest").isDisplayed()).isTrue();
      assertThat(find(CHARTS).isDisplayed()).isFalse();
      assertThat(find("#copy").isDisplayed()).isFalse();
    } finally {
      chromium.tell("Emulation.setScriptExecutionDisabled", Map.of("value", false));
    }
  }

  @Test
  void theCommandIsCopied() {
    chromium.open(page);
    find("#copy").click();
    new WebDriverWait(chromium.driver(), Duration.ofSeconds(5))
        .until(driver -> find("#copied").getText().matches("Copied|Selected.*"));
  }

  @Test
  void aFlameGraphIsDrawnInItsFrame() {
    chromium.open(page);
    find(".flame summary").click();
    WebElement frame = find(".flame iframe");
    chromium.eval("arguments[0].scrollIntoView()", frame);
    chromium.driver().switchTo().frame(frame);
    try {
      new WebDriverWait(chromium.driver(), Duration.ofSeconds(5))
          .until(driver -> ((Long) chromium.eval("return " + PIXELS_OF_CANVAS)) > 1_000);
    } finally {
      chromium.driver().switchTo().defaultContent();
    }
    assertThat(chromium.console()).isEmpty();
  }

  @Test
  void hostileTextsStayText() {
    chromium.open(hostile);
    openAll();
    assertThat(drawn()).hasSize(4).allMatch(lines -> lines > 10);
    hover(By.cssSelector("[data-chart=curves]"), 0, 0);
    hover(By.cssSelector("[data-chart=rates] path[fill^='var(--p0']"), 0, 0);
    hover(By.cssSelector("[data-chart=phases] path[fill^='var(--p0']"), 0, 0);
    assertThat((Long) chromium.eval("return document.querySelectorAll('img, b').length")).isZero();
    assertThat((Long) chromium.eval("return document.scripts.length")).isEqualTo(3);
    assertThat((Boolean) chromium.eval("return 'pwned' in window")).isFalse();
    assertThat(find(".key").getText()).contains(HostileReport.EVIL + "pool=none");
    assertThat(chromium.requests()).containsExactly(hostile.toUri().toString());
    assertThat(chromium.console()).isEmpty();
  }

  private static WebElement find(String selector) {
    return chromium.driver().findElement(By.cssSelector(selector));
  }

  private static void openAll() {
    chromium.eval("document.querySelectorAll('details').forEach(d => { d.open = true })");
  }

  /** Lines and areas of each chart that take room. */
  private static List<Long> drawn() {
    return chromium.eval(
        "return [...document.querySelectorAll('"
            + CHARTS
            + "')].map(c => [...c.querySelectorAll('path, text')]"
            + ".filter(p => p.getBoundingClientRect().width > 1).length)");
  }

  private static String colours() {
    return chromium.eval(
        "return [...document.querySelectorAll('.chart path, .chart text')]"
            + ".map(p => getComputedStyle(p)).map(s => s.stroke + s.fill).join()"
            + " + getComputedStyle(document.body).backgroundColor");
  }

  /** Text of the tooltip at a place, from the middle of an element. */
  private static String hover(By element, int right, int down) {
    WebElement place = chromium.driver().findElement(element);
    chromium.eval("arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })", place);
    new Actions(chromium.driver()).moveToElement(place, right, down).perform();
    return new WebDriverWait(chromium.driver(), Duration.ofSeconds(5))
        .until(
            driver ->
                driver.findElements(By.className("tip")).stream()
                    .filter(WebElement::isDisplayed)
                    .map(WebElement::getText)
                    .filter(text -> !text.isBlank())
                    .findFirst()
                    .orElse(null));
  }
}
