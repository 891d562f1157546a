package dev.tuninglab.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuninglab.lab.Golden;
import dev.tuninglab.lab.experiment.Experiment;
import dev.tuninglab.lab.experiment.Variant;
import dev.tuninglab.lab.measure.Slice;
import dev.tuninglab.lab.measure.SomeRun;
import dev.tuninglab.lab.report.Glyphs;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiveTest {
  private final SomeRun run = SomeRun.of(4_000, 1_200, 3, 4, 42);
  private final Screen screen = new Screen();
  private long seconds;
  private Live live = Live.OFF;

  @AfterEach
  void close() {
    live.close();
  }

  @Test
  void itTellsWhereTheExperimentStands() {
    ConsoleProgress progress = on(run, Glyphs.UNICODE);
    StringBuilder seen = new StringBuilder();
    progress.step("opening the database");
    progress.stage(Standing.Stage.STARTING, 1);
    seen(seen, "starting");
    for (Slice slice : run.slices()) {
      boolean first = slice.variant().equals("pool=none");
      if (slice.fork() > 1 && slice.warmsUp() && first) {
        progress.stage(Standing.Stage.STARTING, slice.fork());
        seen(seen, "starting again");
      }
      seconds++;
      progress.slice(slice);
      if (slice.round() == 1 && slice.fork() != 2) {
        seen(seen, "a slice of " + slice.variant());
      }
    }
    progress.warning("something to know");
    progress.stage(Standing.Stage.LOOKING_INSIDE, 3);
    seen(seen, "looking inside");
    progress.close();
    seen(seen, "the end");
    String times = "(?m)^ +[\\d.]+s  |-?[\\d.]+s after Enter";
    Golden.check("live.txt", seen.toString().replaceAll(times, "   [time] "));
    assertThat(screen.atRest()).isTrue();
  }

  @Test
  void thereIsNoIntervalBeforeTwoForks() {
    ConsoleProgress progress = on(run, Glyphs.ASCII);
    progress.stage(Standing.Stage.STARTING, 1);
    run.slices().stream().filter(s -> s.fork() == 1).forEach(progress::slice);
    progress.stage(Standing.Stage.STARTING, 2);
    assertThat(screen.text()).contains(" so far, no interval yet").doesNotContain(" after 1");
    run.slices().stream().filter(s -> s.fork() == 2).forEach(progress::slice);
    progress.stage(Standing.Stage.STARTING, 3);
    assertThat(screen.text()).containsPattern("P50 0\\.\\d\\dx \\(0.* to 0.*\\) after 2 forks");
  }

  @Test
  void plainLinesStayAndNothingOfTheStatusDoes() {
    ConsoleProgress progress = on(run, Glyphs.ASCII);
    progress.step("first");
    progress.stage(Standing.Stage.STARTING, 1);
    run.slices().stream().limit(6).forEach(progress::slice);
    progress.step("second");
    run.slices().stream().skip(6).limit(2).forEach(progress::slice);
    assertThat(screen.text()).contains("left");
    progress.close();
    assertThat(screen.text().lines().map(line -> line.replaceFirst(".*s  ", "")))
        .hasSize(3)
        .startsWith("first")
        .endsWith("second");
    assertThat(screen.atRest()).isTrue();
  }

  @Test
  void longAndHostileNamesNeitherWrapNorSteerTheTerminal() {
    String name = "pool=\u001b[2J\r\n" + "very-long-".repeat(20);
    SomeRun named =
        run.with(
                new Experiment(
                    run.experiment().name(),
                    run.experiment().command(),
                    run.experiment().target(),
                    List.of(run.experiment().baseline(), new Variant(name, Map.of("pool", "x"))),
                    run.experiment().workload(),
                    run.experiment().design(),
                    run.experiment().data(),
                    run.experiment().network()))
            .renamed(Map.of("pool=hikari", name));
    ConsoleProgress progress = on(named, Glyphs.ASCII);
    progress.stage(Standing.Stage.STARTING, 1);
    named.slices().stream().limit(6).forEach(progress::slice);
    assertThat(screen.text().lines()).hasSize(3);
    assertThat(screen.text()).contains("pool=?[2J??very-long-");
    assertThat(screen.widest()).isLessThan(80);
  }

  @Test
  void whoeverIsNoTerminalGetsPlainLinesAlone() {
    StringWriter bytes = new StringWriter();
    PrintWriter err = new PrintWriter(bytes, true);
    Live off = Live.on(Terminal.PLAIN, err, run.experiment());
    ConsoleProgress progress = new ConsoleProgress(err, System.currentTimeMillis(), off, List.of());
    progress.stage(Standing.Stage.STARTING, 1);
    run.slices().forEach(progress::slice);
    progress.step("a line");
    progress.close();
    assertThat(bytes.toString().lines()).hasSize(2);
    assertThat(bytes.toString()).doesNotContain("\u001b", "\r");
  }

  @ParameterizedTest
  @CsvSource({
    "true,  xterm, '',    de_DE.UTF-8, true,  UNICODE",
    "true,  xterm, '',    C.utf8,      true,  UNICODE",
    "true,  xterm, '',    C,           true,  ASCII",
    "true,  xterm, '',    '',          true,  ASCII",
    "true,  xterm, 1,     C.UTF-8,     false, UNICODE",
    "true,  dumb,  '',    C.UTF-8,     false, ASCII",
    "true,  '',    '',    C.UTF-8,     false, UNICODE",
    "false, xterm, '',    C.UTF-8,     false, UNICODE"
  })
  void aTerminalIsDrawnOverOnlyWhereItCanBe(
      boolean terminal, String term, String noColor, String lang, boolean redraws, Glyphs glyphs) {
    Map<String, String> environment =
        Map.of("TERM", term, "NO_COLOR", noColor, "LANG", lang, "LC_ALL", "");
    assertThat(Terminal.of(environment, terminal)).isEqualTo(new Terminal(redraws, glyphs));
  }

  @Test
  void theStrongerLocaleHolds() {
    assertThat(Terminal.of(Map.of("LC_ALL", "C", "LANG", "C.UTF-8"), false).glyphs())
        .isEqualTo(Glyphs.ASCII);
  }

  private ConsoleProgress on(SomeRun some, Glyphs glyphs) {
    PrintWriter err = screen.writer();
    live =
        new Live.Drawn(
            new StatusLines(err, glyphs),
            new Standing(some.experiment(), glyphs, () -> seconds * 1_000_000_000L));
    return new ConsoleProgress(err, System.currentTimeMillis(), live, List.of());
  }

  private void seen(StringBuilder all, String when) {
    all.append("--- ").append(when).append('\n').append(screen.text()).append('\n');
  }
}
