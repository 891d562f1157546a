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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every step of docs/learn.md, in a real browser, on the real parts. */
@Timeout(value = 900, unit = TimeUnit.SECONDS)
class LearnInTenMinutesTest {
  private static final Pattern STEP = Pattern.compile("\\d+\\. (.*)");
  private static final int FEWEST_STEPS = 40;

  @TempDir Path folder;

  @Test
  void everyStepOfTheGuideCanBeDoneAndShowsWhatItSays() throws Exception {
    Path root = Path.of("..").toAbsolutePath().normalize();
    assertThat(root.resolve("app/target/app.jar"))
        .as("the sample API must be packaged first: mvn package")
        .exists();
    System.setProperty("lab.home", root.toString());
    DatabaseOptions options =
        DatabaseOptions.tiny(Path.of("target", "panel-cache").toAbsolutePath()).withSeed(4);
    Target target = Target.read(root.resolve("app/shop.yaml"));
    try (Chromium chromium = Chromium.start(folder.resolve("profile"));
        LiveDemonstration live =
            LiveDemonstration.start(
                target,
                progress -> ShopDatabase.open(options, progress),
                folder,
                new LiveDemonstration.Beginning(Map.of(), "order"));
        PanelServer panel =
            PanelServer.listen(
                0, live, Panels.lab(folder, List.of("--scale", "tiny")), target)) {
      chromium.visit(panel.address());
      Learner learner = new Learner(chromium);
      List<String> steps = steps(root.resolve("docs/learn.md"));
      assertThat(steps).hasSizeGreaterThan(FEWEST_STEPS);
      for (String step : steps) {
        System.out.println("learn.md: " + step);
        learner.does(step);
      }
      assertThat(chromium.console()).isEmpty();
    } finally {
      System.clearProperty("lab.home");
    }
    assertThat(ProcessHandle.current().descendants().filter(ProcessHandle::isAlive))
        .as("processes that are left")
        .isEmpty();
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
