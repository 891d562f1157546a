package dev.tuninglab.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuninglab.lab.target.Target;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the examples to what they say they are: copies, and targets of the lab. */
class ExamplesTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path SPRING = ROOT.resolve("examples/spring-orders");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void atHome() {
    System.setProperty("lab.home", ROOT.toString());
  }

  @AfterEach
  void leave() {
    System.clearProperty("lab.home");
  }

  static List<String> copies() throws IOException {
    try (var lines = Files.lines(SPRING.resolve("README.md"))) {
      return lines.filter(line -> line.startsWith("./lab pattern copy ")).toList();
    }
  }

  @Test
  void fourPatternsWereCopied() throws IOException {
    assertThat(copies()).hasSize(4);
  }

  @ParameterizedTest
  @MethodSource("copies")
  void aCopyOfTodayWouldChangeNothing(String line) {
    List<String> words =
        new ArrayList<>(List.of(line.split(" ")).subList(1, line.split(" ").length));
    words.set(words.indexOf("--to") + 1, SPRING.toString());
    words.add("--dry-run");

    int code =
        Lab.run(
            new PrintWriter(out, true), new PrintWriter(err, true), words.toArray(String[]::new));

    assertThat(code).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains("nothing is new: all its files are there already, with the same content");
  }

  @ParameterizedTest
  @CsvSource({
    "spring-orders, pool.size gc",
    "spring-jpa, orders.fetch pool.size open-in-view",
    "node-orders, pool"
  })
  void itsTargetFileIsOneThatTheLabTakes(String example, String knobs) {
    Path file = ROOT.resolve("examples").resolve(example).resolve("lab.yaml");

    Target target = Target.read(file, SomeJdks.ALL);

    assertThat(target.name()).isEqualTo(example);
    assertThat(target.knobs().all()).extracting(knob -> knob.name()).contains(knobs.split(" "));
  }

  @Test
  void everyExampleIsInTheList() throws IOException {
    try (var folders = Files.list(ROOT.resolve("examples"))) {
      for (Path folder : folders.filter(Files::isDirectory).toList()) {
        assertThat(ROOT.resolve("examples/README.md"))
            .content()
            .contains("(%s/README.md)".formatted(folder.getFileName()));
      }
    }
  }

  /** Addresses of a registry would be those of the machine that made the file. */
  @Test
  void theLockFileOfTheServiceWithoutAJvmNamesNoRegistry() throws IOException {
    assertThat(ROOT.resolve("examples/node-orders/package-lock.json"))
        .content()
        .contains("\"integrity\": \"sha512-")
        .doesNotContain("\"resolved\"", "://registry");
  }
}
