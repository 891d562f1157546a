package dev.tuninglab.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.experiment.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class OpenCommandTest {
  private final StringWriter out = new StringWriter();
  private final List<URI> opened = new ArrayList<>();
  @TempDir Path results;

  @Test
  void theReportThatWasWrittenLastIsOpened() throws Exception {
    report("20261125-pool", 2_000);
    Path last = report("mine", 3_000);
    report("20261126-fetch", 1_000);
    Files.createDirectories(results.resolve("20261127-unfinished"));
    assertThat(open(true)).isEqualTo(ExitCode.DONE);
    assertThat(opened).containsExactly(last.toUri());
    assertThat(out.toString().strip()).isEqualTo("opened " + last.toUri());
  }

  @Test
  void theReportOfTheFolderThatWasNamedIsOpened() throws Exception {
    Path older = report("older", 1_000);
    report("newer", 2_000);
    assertThat(open(true, older.getParent().toString())).isEqualTo(ExitCode.DONE);
    assertThat(opened).containsExactly(older.toUri());
  }

  @Test
  void whereNoBrowserTakesItTheAddressIsPrinted() throws Exception {
    Path page = report("a run", 1_000);
    assertThat(open(false)).isEqualTo(ExitCode.DONE);
    assertThat(out.toString().strip()).endsWith(page.toUri().toString()).contains("/a%20run/");
  }

  @Test
  void withoutAReportTheNextStepIsSaid() {
    assertThatThrownBy(() -> open(true))
        .isInstanceOf(BadInput.class)
        .hasMessage(
            "there is no report below "
                + results
                + "; make one with ./lab compare pool=none,hikari, or name a results folder");
  }

  @Test
  void aFolderWithoutAReportIsBadInputInOneLine() throws IOException {
    Path unfinished = Files.createDirectories(results.resolve("unfinished"));
    assertBad(unfinished, unfinished + " has no report.html; ./lab report " + unfinished);
    Path nowhere = results.resolve("nowhere");
    assertBad(nowhere, nowhere + " is no folder; a results folder is needed");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aDesktopsOwnCommandIsHandedThePage() throws Exception {
    Path said = results.resolve("said");
    program("xdg-open", "echo \"$1\" > " + said);
    URI page = URI.create("file:///tmp/a%20b/report.html");
    Map<String, String> screen = Map.of("PATH", "/nowhere:" + results, "DISPLAY", ":0");
    assertThat(new Browser(screen, "Linux").open(page)).isTrue();
    assertThat(said).content().isEqualTo(page + "\n");
    program("open", "exit 3");
    assertThat(new Browser(screen, "Mac OS X").open(page)).as("it failed").isFalse();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void withoutAScreenNothingIsStarted() throws Exception {
    program("xdg-open", "touch " + results.resolve("started"));
    Map<String, String> noScreen = Map.of("PATH", results.toString());
    assertThat(new Browser(noScreen, "Linux").open(URI.create("file:///x"))).isFalse();
    assertThat(results.resolve("started")).doesNotExist();
    assertThat(new Browser(Map.of("DISPLAY", ":0"), "Linux").open(URI.create("file:///x")))
        .as("no program")
        .isFalse();
  }

  private void assertBad(Path folder, String line) {
    StringWriter err = new StringWriter();
    int code = Lab.run(new PrintWriter(out), new PrintWriter(err, true), "open", folder.toString());
    assertThat(code).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).startsWith("lab: " + line);
    assertThat(err.toString().lines()).hasSize(1);
  }

  private void program(String name, String body) throws IOException {
    Path file = results.resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + body + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private Path report(String folder, long written) throws IOException {
    Path page = Files.createDirectories(results.resolve(folder)).resolve("report.html");
    Files.writeString(page, "<html>");
    Files.setLastModifiedTime(page, FileTime.fromMillis(written));
    return page;
  }

  private int open(boolean there, String... words) throws Exception {
    Browser browser =
        new Browser(Map.of(), "Linux") {
          @Override
          boolean open(URI page) {
            opened.add(page);
            return there;
          }
        };
    OpenCommand command = new OpenCommand(browser, results);
    new CommandLine(command).setOut(new PrintWriter(out, true)).parseArgs(words);
    return command.call();
  }
}
