package dev.tuninglab.lab.panel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuninglab.db.DatabaseOptions;
import dev.tuninglab.db.ShopDatabase;
import dev.tuninglab.lab.browser.Chromium;
import dev.tuninglab.lab.panel.live.LiveDemonstration;
import dev.tuninglab.lab.target.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The panel as a newcomer has it: in a real browser, on the real parts. */
@Timeout(value = 900, unit = TimeUnit.SECONDS)
class LearnInTenMinutesTest {
  private static final Pattern STEP = Pattern.compile("\\d+\\. (.*)");
  private static final int FEWEST_STEPS = 40;
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @TempDir static Path folder;
  private static Chromium chromium;
  private static LiveDemonstration live;
  private static PanelServer panel;

  @BeforeAll
  static void start() throws Exception {
    assertThat(ROOT.resolve("app/target/app.jar"))
        .as("the sample API must be packaged first: mvn package")
        .exists();
    System.setProperty("lab.home", ROOT.toString());
    chromium = Chromium.start(folder.resolve("profile"));
    DatabaseOptions options =
        DatabaseOptions.tiny(Path.of("target", "panel-cache").toAbsolutePath()).withSeed(4);
    Target target = Target.read(ROOT.resolve("app/shop.yaml"));
    live =
        LiveDemonstration.start(
            target,
            progress -> ShopDatabase.open(options, progress),
            folder,
            new LiveDemonstration.Beginning(Map.of(), "order"));
    panel = PanelServer.listen(0, live, Panels.lab(folder, List.of("--scale", "tiny")), target);
  }

  @AfterAll
  static void end() {
    if (panel != null) {
      panel.close();
    }
    if (live != null) {
      live.close();
    }
    if (chromium != null) {
      chromium.close();
    }
    System.clearProperty("lab.home");
    assertThat(processes()).as("processes that are left").isEmpty();
  }

  @Test
  void everyStepOfTheGuideCanBeDoneAndShowsWhatItSays() throws Exception {
    List<String> steps = steps(ROOT.resolve("docs/learn.md"));
    assertThat(steps).hasSizeGreaterThan(FEWEST_STEPS);
    chromium.visit(panel.address());
    Learner learner = new Learner(chromium);
    for (String step : steps) {
      learner.does(step);
    }
    assertThat(chromium.console()).isEmpty();
  }

  @Test
  void aComparisonThatIsCancelledLeavesNoProcessAndTheDemonstrationGoesOn() throws Exception {
    chromium.visit(panel.address());
    Learner learner = new Learner(chromium);
    learner.sees("the demonstration runs", ".phase.running");
    chromium
        .driver()
        .get(
            panel
                .address()
                .resolve("/experiments?question=compare&word=pool%3Dnone,hikari")
                .toString());
    learner.does("Press `Start`.");
    learner.says("subjects of the comparison start", ".job .log", "fork 1 of");
    List<ProcessHandle> ofTheComparison = processes();
    assertThat(ofTheComparison).hasSizeGreaterThan(1);

    chromium.driver().navigate().refresh();
    learner.sees("it still runs after a reload", ".job .phase.running");
    learner.does("Press `Cancel`.");
    learner.sees("it is cancelled", ".job .phase.cancelled");

    assertThat(ofTheComparison.stream().filter(ProcessHandle::isAlive)).isEmpty();
    chromium.driver().get(panel.address().resolve("/").toString());
    learner.sees("the demonstration runs again", ".phase.running");
  }

  private static List<ProcessHandle> processes() {
    return ProcessHandle.current()
        .descendants()
        .filter(ProcessHandle::isAlive)
        .filter(process -> !process.info().command().orElse("").contains("chrom"))
        .toList();
  }

  private static List<String> steps(Path page) throws IOException {
    List<String> steps = new ArrayList<>();
    for (String line : Files.readAllLines(page)) {
      Matcher step = STEP.matcher(line);
      if (step.matches()) {
        steps.add(step.group(1));
      }
    }
    return steps;
  }
}
