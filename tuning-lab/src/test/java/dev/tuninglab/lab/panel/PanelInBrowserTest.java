package dev.tuninglab.lab.panel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuninglab.lab.target.Target;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;

/** The live view in a real browser, with a service that is simulated. */
@Timeout(180)
class PanelInBrowserTest extends WithBrowser {
  @Test
  void aTurnedKnobShowsInFiguresMarksAndWords() {
    page.open("/");
    page.says("[data-figure=statements]", "1");
    page.value("fetch", "n-plus-one").click();

    page.says("[data-figure=statements] .now", "21");
    page.says("[data-figure=statements] .was", "was 1");
    page.says(".marks", "fetch: join → n-plus-one");
    page.says("[data-knob=fetch]", "changed");
    page.holds("document.getElementById('announcer').textContent === 'fetch: join → n-plus-one'");
    page.find("[data-knob=fetch] .tools button:not([hidden])").click();
    page.says("[data-figure=statements] .now", "1");
    page.hides("[data-knob=fetch] .changed");
    assertThat(page.console()).isEmpty();
  }

  @Test
  void whatIsRefusedIsSaidBesideItsKnobAndTheOldValueStands() {
    page.open("/");
    page.find("[data-family=pool] summary").click();
    WebElement field = page.shows("[data-knob='pool.size'] input[type=text]");
    page.type(field, "many", Keys.ENTER);

    page.says("[data-knob='pool.size'] .problem", "pool.size must be 1..200, but was 'many'");
    assertThat(field.getDomProperty("value")).isEqualTo("10");
    page.value("threads", "virtual").click();
    page.says(".column > .problem", "threads=virtual needs jdk=21 or newer");
    page.holds("document.querySelector(\"[name='a:threads'][value=platform]\").checked");
  }

  @Test
  void aLoadOrAKnobIsShownByTheWorkloadThatSuitsIt() {
    page.open("/");
    page.find("[data-knob=pool] .tools button").click();
    page.holds("document.querySelector('.pick select').value === 'order'");
    page.says("[data-knob=pool]", "shown by this load");
    page.says(".marks", "workload: orders-page → order");
    WebElement trip = page.find(".dial:last-child input[type=text]");
    page.type(trip, "5", Keys.ENTER);
    page.holds("arguments[0].value === '5ms'", trip);
    page.says(".marks", "db-rtt: 0us → 5000us");
  }

  @Test
  void twoTabsAgree() {
    page.open("/");
    String first = chromium.driver().getWindowHandle();
    chromium.driver().switchTo().newWindow(WindowType.TAB);
    chromium.driver().get(page.server.address().resolve("/").toString());
    page.shows(".knob");
    page.value("fetch", "batch").click();
    page.says(".marks", "fetch: join → batch");
    chromium.driver().close();
    chromium.driver().switchTo().window(first);

    page.holds("document.querySelector(\"[name='a:fetch'][value=batch]\").checked");
    page.says(".marks", "fetch: join → batch");
  }

  @Test
  void aReloadLosesNothing() {
    page.open("/");
    page.value("fetch", "n-plus-one").click();
    page.says("[data-figure=statements] .now", "21");
    assertThat(chromium.<String>eval("return location.href")).doesNotContain("token");
    chromium.driver().navigate().refresh();

    page.says("[data-figure=statements] .now", "21");
    page.says("[data-figure=statements] .was", "was 1");
    page.says(".marks", "fetch: join → n-plus-one");
    page.value("fetch", "join").click();
    page.says("[data-figure=statements] .now", "1");
    assertThat(page.console()).isEmpty();
  }

  @Test
  void twoPanesHaveKnobsAndFiguresOfTheirOwn() {
    page.open("/");
    page.find(".bar button:last-of-type").click();
    page.shows(".column.pane-b");
    page.find("input[name='b:fetch'][value=n-plus-one]").click();

    page.says("[data-pane=b] [data-figure=statements] .now", "21");
    assertThat(page.figure("statements")).isEqualTo("1");
    page.find(".demonstration button").click();
    page.says(
        ".experiments .command",
        "./lab compare fetch=join,n-plus-one --workload orders-page --budget 60s");
    page.find("nav a").click();
    page.find(".bar button:last-of-type").click();
    page.hides(".column.pane-b");
  }

  @Test
  void theVerdictThatItCannotGiveIsOneButtonAway() {
    page.open("/");
    page.says(".demonstration", "This is a demonstration on one warm JVM, not a verdict.");
    page.value("pool", "none").click();
    page.says(".marks", "pool: hikari → none");
    page.value("fetch", "n-plus-one").click();
    page.says(".marks", "fetch: join → n-plus-one");
    page.find(".demonstration button").click();

    page.says(
        ".experiments .command",
        "./lab compare fetch=join,n-plus-one --set pool=none --workload orders-page --budget 60s");
  }

  @Test
  void aKeyboardIsEnough() {
    page.open("/");
    page.says("[data-figure=statements] .now", "1");
    page.press(Keys.TAB);
    assertThat(chromium.<String>eval("return document.activeElement.textContent"))
        .isEqualTo("Skip to the content");
    page.press(Keys.ENTER);
    page.tabTo("it.name === 'a:fetch' && it.checked");
    page.press(Keys.ARROW_LEFT);

    page.says("[data-figure=statements] .now", "21");
    assertThat(chromium.<String>eval("return document.activeElement.value"))
        .isEqualTo("n-plus-one");
    page.tabTo("it.textContent === 'reset to join'");
    page.press(Keys.SPACE);
    page.says("[data-figure=statements] .now", "1");
    assertThat(chromium.<String>eval("return document.activeElement.name")).isEqualTo("a:fetch");
    page.tabTo("it === document.querySelector('.watch')");
    page.tabTo("it === document.body || it.classList.contains('skip')");
  }

  @Test
  void whatIsBeingTypedStaysWhilePointsStreamIn() {
    page.open("/");
    page.find("[data-family=pool] summary").click();
    WebElement field = page.shows("[data-knob='pool.size'] input[type=text]");
    page.type(field, "7");
    page.demonstration.turn(new Turn("a", Map.of("pool.size", "40"), null, null, null));
    page.says(".marks", "pool.size: 10 → 40");

    assertThat(field.getDomProperty("value")).isEqualTo("7");
    assertThat(chromium.driver().switchTo().activeElement()).isEqualTo(field);
    page.press(Keys.ESCAPE);
    assertThat(field.getDomProperty("value")).isEqualTo("40");
  }

  @Test
  void pausedRestingAndFailedAreSaidAndLeftAgain() {
    page.open("/");
    page.says(".phase", "Running");
    page.find(".bar button").click();
    page.says(".phase", "Paused");
    page.find(".bar button").click();
    page.says(".phase", "Running");
    page.demonstration.rest("an experiment has the machine: compare pool=none,hikari");
    page.says(".resting", "compare pool=none,hikari");
    page.demonstration.resume();
    page.hides(".resting");
    page.demonstration.fail("the service ended with 137");
    page.says(".failed", "Stopped: the service ended with 137");
    page.find(".note.failed button").click();
    page.hides(".note.failed");
    page.says(".phase", "Running");
  }

  @Test
  void withoutATokenNothingCanBeChanged() {
    page.open("/");
    chromium.eval("localStorage.clear()");
    chromium.driver().navigate().refresh();

    page.says(".locked", "open the address that ./lab serve printed");
    page.says("[data-figure=statements] .now", "1");
    assertThat(page.value("fetch", "batch").isEnabled()).isFalse();
    assertThat(page.find(".bar button").isEnabled()).isFalse();
  }

  @Test
  void aTokenOfAnEarlierStartMakesItReadOnly() {
    page.open("/");
    chromium.eval("localStorage.setItem('lab-token', 'of-yesterday')");
    page.value("fetch", "batch").click();

    page.says(".locked", "Read-only: ");
    page.hides("[data-knob=fetch] .busy");
    page.holds("document.querySelector(\"[name='a:fetch'][value=join]\").checked");
  }

  @Test
  void aLostLabIsSaidAndFoundAgain() throws Exception {
    page.open("/");
    URI address = page.server.address();
    page.server.close();
    page.shows(".note.lost");
    try (PanelServer again =
        PanelServer.listen(
            address.getPort(),
            page.demonstration,
            SaidLab.command(folder),
            Target.read(Path.of("../app/shop.yaml")))) {
      page.hides(".note.lost");
      chromium.driver().get(again.address().toString());
      page.value("fetch", "batch").click();
      page.says(".marks", "fetch: join → batch");
    }
  }
}
