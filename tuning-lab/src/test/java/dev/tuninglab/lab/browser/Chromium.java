package dev.tuninglab.lab.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** The machine's own Chromium, without a window, and without a network unless it visits one. */
public final class Chromium implements AutoCloseable {
  private static final Path BROWSER = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

  private final ChromeDriver driver;

  private Chromium(ChromeDriver driver) {
    this.driver = driver;
  }

  /**
   * Where there is no browser, skips the test that asks; but not in CI, which has to have one.
   *
   * @param profile folder for what a browser keeps
   */
  public static Chromium start(Path profile) {
    boolean found = Files.isExecutable(BROWSER) && Files.isExecutable(DRIVER);
    String missing = "no browser: pages are not tried, for want of " + BROWSER + " and " + DRIVER;
    if ("true".equals(System.getenv("CI"))) {
      assertThat(found).as(missing).isTrue();
    } else if (!found) {
      System.err.println(missing);
    }
    assumeTrue(found, missing);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(BROWSER.toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=1280,900",
        "--user-data-dir=" + profile);
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    // With this said, the library looks for no driver by itself, and fetches none.
    System.setProperty("webdriver.chrome.driver", DRIVER.toString());
    Chromium chromium = new Chromium(new ChromeDriver(options));
    chromium.tell("Network.enable", Map.of());
    chromium.network(false);
    return chromium;
  }

  public ChromeDriver driver() {
    return driver;
  }

  /** Opens a file, with nothing left of what was emulated before. */
  public void open(Path page) {
    network(false);
    show(page.toUri());
  }

  /** Opens a page of a server on this machine, with nothing left of what was emulated before. */
  public void visit(URI page) {
    network(true);
    show(page);
  }

  private void show(URI page) {
    media("light");
    tell("Emulation.clearDeviceMetricsOverride", Map.of());
    console();
    requests();
    driver.get(page.toString());
  }

  private void network(boolean there) {
    tell(
        "Network.emulateNetworkConditions",
        Map.of("offline", !there, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
  }

  /** A command of the browser's own protocol. */
  public void tell(String command, Map<String, Object> parameters) {
    driver.executeCdpCommand(command, parameters);
  }

  /**
   * @param mode {@code light} or {@code dark}
   */
  public void media(String mode) {
    tell(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", mode))));
  }

  public void phone(int width) {
    tell(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 740, "deviceScaleFactor", 2, "mobile", true));
  }

  /** What a script returns; the page's policy does not bind it. */
  @SuppressWarnings("unchecked")
  public <T> T eval(String script, Object... arguments) {
    return (T) ((JavascriptExecutor) driver).executeScript(script, arguments);
  }

  /** What the console has to say since the page was opened: errors, and breaches of the policy. */
  public List<String> console() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(LogEntry::getMessage)
        .toList();
  }

  /** Addresses that were asked for since the page was opened. */
  public List<String> requests() {
    return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
        .map(LogEntry::getMessage)
        .filter(message -> message.contains("\"Network.requestWillBeSent\""))
        .map(message -> message.replaceAll("(?s).*\"request\":\\{.*?\"url\":\"(.*?)\".*", "$1"))
        .toList();
  }

  /**
   * What axe finds wrong with the page as it stands: a line each.
   *
   * @param rules that it looks at; all of them when none is named
   */
  public List<String> accessibility(String... rules) {
    eval(axe());
    return ((List<?>)
            ((JavascriptExecutor) driver)
                .executeAsyncScript(
                    "const [rules, done] = arguments;"
                        + "axe.run({ iframes: false, ...(rules.length && { runOnly: rules }) }).then(found => done(found.violations.flatMap("
                        + "v => v.nodes.map(n => v.id + ': ' + n.target + ': '"
                        + " + n.failureSummary.replace(/\\s+/g, ' ')))));",
                    List.of(rules)))
        .stream().map(String::valueOf).toList();
  }

  private static String axe() {
    try (InputStream in = Chromium.class.getResourceAsStream("/axe.min.js")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    driver.quit();
  }
}
