package dev.tuninglab.lab.panel;

import dev.tuninglab.lab.browser.Chromium;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A panel with a simulated demonstration, as a person has it in a browser. */
final class PanelPage implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration SLICE = Duration.ofMillis(100);

  final Chromium chromium;
  final SimulatedDemonstration demonstration;
  final PanelServer server;

  private PanelPage(Chromium chromium, SimulatedDemonstration demonstration, PanelServer server) {
    this.chromium = chromium;
    this.demonstration = demonstration;
    this.server = server;
  }

  /**
   * @param voice through which all text goes that comes from outside of the lab
   * @param folder below which experiments run, a {@link SaidLab} each
   */
  static PanelPage serve(Chromium chromium, UnaryOperator<String> voice, Path folder)
      throws Exception {
    SimulatedDemonstration demonstration = new SimulatedDemonstration(SLICE, voice);
    return new PanelPage(
        chromium, demonstration, Panels.serve(demonstration, SaidLab.command(folder)));
  }

  /** Opens a view with the token. */
  void open(String path) {
    URI address = server.address();
    chromium.visit(address);
    if (!path.equals("/")) {
      chromium.driver().get(address.resolve(path).toString());
    }
    shows(path.equals("/") ? ".knob" : "h1");
  }

  WebElement find(String selector) {
    return chromium.driver().findElement(By.cssSelector(selector));
  }

  /** Waits until there is such an element that can be seen. */
  WebElement shows(String selector) {
    return waiting(selector)
        .until(
            driver ->
                driver.findElements(By.cssSelector(selector)).stream()
                    .filter(WebElement::isDisplayed)
                    .findFirst()
                    .orElse(null));
  }

  /** Waits until such an element has the text. */
  void says(String selector, String text) {
    waiting(selector + " to say " + text).until(driver -> find(selector).getText().contains(text));
  }

  /** Waits until nothing of it can be seen. */
  void hides(String selector) {
    waiting(selector + " to be gone")
        .until(
            driver ->
                driver.findElements(By.cssSelector(selector)).stream()
                    .noneMatch(WebElement::isDisplayed));
  }

  /** Waits until a script returns true. */
  void holds(String script, Object... arguments) {
    waiting(script).until(driver -> chromium.<Boolean>eval("return " + script, arguments));
  }

  private WebDriverWait waiting(String what) {
    WebDriverWait wait = new WebDriverWait(chromium.driver(), PATIENCE);
    wait.ignoring(org.openqa.selenium.StaleElementReferenceException.class)
        .ignoring(org.openqa.selenium.NoSuchElementException.class)
        .withMessage(what);
    return wait;
  }

  WebElement value(String knob, String value) {
    return find("input[name='a:%s'][value='%s']".formatted(knob, value));
  }

  String figure(String key) {
    return find("[data-pane=a] [data-figure=" + key + "] .now").getText();
  }

  /** Replaces what is in a field, as by keys. */
  void type(WebElement field, CharSequence... keys) {
    field.sendKeys(Keys.chord(Keys.CONTROL, "a"));
    field.sendKeys(keys);
  }

  void press(CharSequence... keys) {
    new Actions(chromium.driver()).sendKeys(keys).perform();
  }

  /** Goes on by the tabulator key until the script about {@code it}, which has the focus, holds. */
  void tabTo(String script) {
    for (int i = 0; i < 300; i++) {
      press(Keys.TAB);
      if (chromium.<Boolean>eval("const it = document.activeElement; return " + script)) {
        return;
      }
    }
    throw new AssertionError("the tabulator key never came to where " + script);
  }

  List<String> console() {
    return chromium.console();
  }

  @Override
  public void close() {
    chromium.driver().get("about:blank"); // or it would look for a server that has gone, and say so
    server.close();
    demonstration.close();
  }
}
