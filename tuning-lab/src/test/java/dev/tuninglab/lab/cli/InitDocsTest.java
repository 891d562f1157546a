package dev.tuninglab.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuninglab.lab.experiment.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What docs/init.md shows is what the commands print. */
class InitDocsTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path PAGE = ROOT.resolve("docs/init.md");
  private static final Pattern SHOWN =
      Pattern.compile("    \\./lab (init .*)\\n\\n```\\n([^`]*)```\\n");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir Path folder;

  static Stream<String> commands() throws IOException {
    return SHOWN.matcher(Files.readString(PAGE)).results().map(shown -> shown.group(1));
  }

  @Test
  void thePageShowsThreeImports() throws IOException {
    assertThat(commands()).hasSize(3);
  }

  /** With {@code -Dgolden.update=true}, the page is given what they print. */
  @ParameterizedTest
  @MethodSource("commands")
  void aCommandPrintsWhatThePageShows(String command) throws IOException {
    Path file = folder.resolve("lab.yaml");
    String there = command.replace("examples/", ROOT.resolve("examples") + "/");
    int exitCode =
        Lab.run(
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            (there + " --out " + file).split(" "));
    assertThat(exitCode).as(err.toString()).isEqualTo(ExitCode.DONE);
    String printed = out.toString().replace(file.toString(), "lab.yaml");
    assertThat(printed.lines().map(String::length)).allMatch(length -> length <= 80);
    String page = Files.readString(PAGE);
    if (Boolean.getBoolean("golden.update")) {
      String updated =
          SHOWN
              .matcher(page)
              .replaceAll(
                  shown ->
                      Matcher.quoteReplacement(
                          shown.group(1).equals(command)
                              ? "    ./lab " + command + "\n\n```\n" + printed + "```\n"
                              : shown.group()));
      Files.writeString(PAGE, updated);
      page = updated;
    }
    assertThat(page).contains("    ./lab " + command + "\n\n```\n" + printed + "```\n");
  }
}
