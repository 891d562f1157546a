package dev.tuninglab.lab.panel;

import dev.tuninglab.lab.browser.Chromium;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Does in a browser what the steps of docs/learn.md say, and sees what they say is to be seen. */
final class Learner {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration EXPERIMENT = Duration.ofMinutes(4);
  private static final String FIGURE = "[data-pane=%s] [data-figure]";
  private static final Pattern AMOUNT = Pattern.compile("(?:was )?([\\d.]+)(us|ms|s)?");

  private final Chromium chromium;
  private final Map<Pattern, Doing> steps = new LinkedHashMap<>();

  /** What a kind of step does, given the words in it. */
  private interface Doing {
    void with(Matcher words) throws InterruptedException;
  }

  Learner(Chromium chromium) {
    this.chromium = chromium;
    on("Choose the workload `(.+)`", step -> choose("Workload", step.group(1), "workload: "));
    on("Choose the link `(.+)`", step -> choose("Link from clients", step.group(1), "link: "));
    on("Set the rate to `(.+)`", step -> type("Rate", step.group(1), "rate: "));
    on(
        "Set the database round trip to `(.+)`",
        step -> type("Database round trip", step.group(1), "database: "));
    on("Set the budget to `(.+)`", step -> enter(labelled("Budget"), step.group(1)));
    on(
        "Turn `([\\w.-]+)`(?: of (B))? to `(.+)`",
        step -> turn(pane(step.group(2)), step.group(1), step.group(3)));
    on(
        "See `(.+)`(?: of (B))? at `(.+)`",
        step ->
            see(
                step.group(),
                () -> figure(step.group(1), pane(step.group(2)), "now").equals(step.group(3))));
    on(
        "See `(.+)` below `([\\d.]+)`",
        step ->
            see(
                step.group(),
                () ->
                    amount(figure(step.group(1), "a", "now").replace("<", ""))
                        < Double.parseDouble(step.group(2))));
    on("See `(P50)` fall", step -> see(step.group(), () -> ratio(step.group(1)) < 1));
    on("See `(P50)` rise", step -> see(step.group(), () -> ratio(step.group(1)) > 1));
    on("Press `(.+)`", step -> press(step.group(1)));
    on("See the experiment end", step -> awaitEnd());
    on("Open its report", step -> openReport());
  }

  private void on(String step, Doing doing) {
    steps.put(Pattern.compile(step + "\\."), doing);
  }

  /**
   * @throws AssertionError if it is of no known kind, or not to be seen
   */
  void does(String step) throws InterruptedException {
    for (Map.Entry<Pattern, Doing> kind : steps.entrySet()) {
      Matcher words = kind.getKey().matcher(step);
      if (words.matches()) {
        kind.getValue().with(words);
        return;
      }
    }
    throw new AssertionError("nobody knows how to do this step: " + step);
  }

  /** Waits until there is such an element that can be seen. */
  void sees(String what, String selector) {
    awaitThat(what, () -> found(selector).stream().anyMatch(WebElement::isDisplayed));
  }

  /** Waits until such an element has the text. */
  void says(String what, String selector, String text) {
    awaitThat(what, () -> found(selector).stream().anyMatch(each -> each.getText().contains(text)));
  }

  private static String pane(String named) {
    return named == null ? "a" : "b";
  }

  private void choose(String label, String value, String mark) {
    awaitThat(label + " can be chosen", () -> options(label).contains(value));
    Select select = new Select(labelled(label));
    if (!select.getFirstSelectedOption().getText().equals(value)) {
      select.selectByVisibleText(value);
      awaitMark(mark, value);
    }
  }

  private List<String> options(String label) {
    List<String> texts = new ArrayList<>();
    new Select(labelled(label)).getOptions().forEach(option -> texts.add(option.getText()));
    return texts;
  }

  private void type(String label, String value, String mark) {
    WebElement field = labelled(label);
    if (!value.equals(field.getDomProperty("value"))) {
      enter(field, value);
      awaitMark(mark, "");
    }
  }

  private static void enter(WebElement field, String value) {
    field.sendKeys(Keys.chord(Keys.CONTROL, "a"), value, Keys.TAB);
  }

  private WebElement labelled(String label) {
    for (WebElement each : chromium.driver().findElements(By.tagName("label"))) {
      if (each.getText().equals(label)) {
        return chromium.driver().findElement(By.id(each.getDomAttribute("for")));
      }
    }
    throw new NoSuchElementException("no field is labelled " + label);
  }

  private void turn(String pane, String knob, String value) {
    String place = ".pane-" + pane + " [data-knob='" + knob + "']";
    awaitThat(knob + " of pane " + pane + " is there", () -> found(place).size() == 1);
    chromium.eval(
        "const hidden = arguments[0].parentNode.closest('details'); if (hidden) hidden.open = true;"
            + "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' });",
        found(place).get(0));
    List<WebElement> radios = found(place + " input[type=radio][value='" + value + "']");
    if (radios.isEmpty()) {
      enter(found(place + " input[type=text]").get(0), value);
    } else {
      radios.get(0).click();
    }
    awaitMark(knob + ": ", value);
  }

  /** The latest change is of this. */
  private void awaitMark(String begin, String value) {
    awaitThat(
        "the change '" + begin + value + "' is marked",
        () -> {
          List<WebElement> marks = found(".marks li");
          return !marks.isEmpty()
              && marks.get(0).getText().contains(begin)
              && marks.get(0).getText().contains("→ " + value);
        });
  }

  private void see(String what, Supplier<Boolean> seen) {
    awaitThat(what, seen);
  }

  private String figure(String label, String pane, String part) {
    for (WebElement figure : found(FIGURE.formatted(pane))) {
      if (figure.findElement(By.tagName("dt")).getText().equals(label)) {
        return figure.findElement(By.className(part)).getText();
      }
    }
    throw new NoSuchElementException("no figure is labelled " + label);
  }

  /** Now to before the last change. */
  private double ratio(String label) {
    return amount(figure(label, "a", "now")) / amount(figure(label, "a", "was"));
  }

  /** Microseconds of a time; NaN while it is not known. */
  private static double amount(String text) {
    Matcher amount = AMOUNT.matcher(text);
    if (!amount.matches()) {
      return Double.NaN;
    }
    double number = Double.parseDouble(amount.group(1));
    String unit = amount.group(2) == null ? "" : amount.group(2);
    return switch (unit) {
      case "s" -> number * 1e6;
      case "ms" -> number * 1e3;
      default -> number;
    };
  }

  /** Once it can be pressed: while something is asked of the server it cannot. */
  private void press(String text) {
    awaitThat("the button " + text + " can be pressed", () -> !buttons(text).isEmpty());
    buttons(text).get(0).click();
  }

  private List<WebElement> buttons(String text) {
    return found("button").stream()
        .filter(each -> each.isDisplayed() && each.isEnabled() && each.getText().equals(text))
        .toList();
  }

  private void awaitEnd() {
    awaitThat(
        "the experiment has ended",
        EXPERIMENT,
        () -> found(".job a").size() == 1 && found(".job .phase.done").size() == 1);
  }

  private void openReport() {
    chromium.driver().get(found(".job a").get(0).getDomProperty("href"));
    awaitThat("the report is open", () -> !found("[data-chart] svg").isEmpty());
  }

  private String said() {
    return chromium.driver().findElement(By.tagName("main")).getText();
  }

  private List<WebElement> found(String selector) {
    return chromium.driver().findElements(By.cssSelector(selector));
  }

  private void awaitThat(String what, Supplier<Boolean> holds) {
    awaitThat(what, PATIENCE, holds);
  }

  private void awaitThat(String what, Duration patience, Supplier<Boolean> holds) {
    new WebDriverWait(chromium.driver(), patience)
        .ignoring(StaleElementReferenceException.class)
        .ignoring(NoSuchElementException.class)
        .withMessage(() -> what + "; the page says:\n" + said())
        .until(driver -> holds.get());
  }
}
