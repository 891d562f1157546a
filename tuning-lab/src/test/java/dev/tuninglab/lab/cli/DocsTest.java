package dev.tuninglab.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuninglab.lab.experiment.Experiment;
import dev.tuninglab.lab.target.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Every {@code ./lab} line of every page is one that the lab takes. */
class DocsTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  static List<String> commands() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(file -> file.toString().endsWith(".md"))
          .filter(file -> !ROOT.relativize(file).toString().matches("(.*/)?(target|results)/.*md"))
          .flatMap(DocsTest::lines)
          .map(String::strip)
          .filter(line -> line.startsWith("./lab "))
          .map(line -> line.replaceFirst("\\s+#.*", "").substring("./lab ".length()))
          .distinct()
          .toList();
    }
  }

  @Test
  void thePagesShowCommands() throws IOException {
    assertThat(commands()).contains("compare pool=none,hikari", "knobs");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void aCommandOfThePagesIsTaken(String words) {
    CommandLine.ParseResult parsed = Lab.commandLine().parseArgs(shellWords(words));
    Object command = parsed.subcommand().commandSpec().userObject();
    if (!words.matches(".*(-f|--file|--a) .*") && !words.contains("--resume")) {
      Target shop = Target.read(ROOT.resolve("app/shop.yaml"), SomeJdks.ALL);
      experiment(command, shop)
          .ifPresent(asked -> assertThat(asked.variants()).hasSizeGreaterThan(1));
    }
  }

  private static Optional<Experiment> experiment(Object command, Target shop) {
    if (command instanceof CompareCommand compare) {
      return Optional.of(compare.experiment(shop));
    }
    if (command instanceof MatrixCommand matrix) {
      return Optional.of(matrix.experiment(shop));
    }
    return command instanceof SweepCommand sweep
        ? Optional.of(sweep.experiment(shop))
        : Optional.empty();
  }

  @Test
  void quotedWordsAreOne() {
    assertThat(shellWords("compare a=b --gate 'p95 ratio<1.05'"))
        .containsExactly("compare", "a=b", "--gate", "p95 ratio<1.05");
  }

  /** As a shell would take them: what stands in single quotes is one. */
  static String[] shellWords(String words) {
    return Pattern.compile("'([^']*)'|(\\S+)")
        .matcher(words)
        .results()
        .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
        .toArray(String[]::new);
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
