package dev.tuninglab.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuninglab.lab.experiment.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatternCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir Path folder;

  @BeforeEach
  void atHome() {
    System.setProperty("lab.home", Path.of("..").toAbsolutePath().normalize().toString());
  }

  @AfterEach
  void leave() {
    System.clearProperty("lab.home");
  }

  @Test
  void theListNamesQuestionVariantsAndLibraries() {
    assertThat(run("pattern", "list")).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains(
            """
            pool: connections that are reused
              What does a request pay for its database connection, and how many connections
              are enough?
              variants: none, hikari
              libraries: HikariCP, postgresql
            """)
        .doesNotContain("gc:", "heap:", "jdk:", "wait:", "burn:");
    assertFitsTheScreen();
  }

  @Test
  void aPatternIsShownWithItsPageAndTheFilesOfACopy() {
    assertThat(run("pattern", "show", "pool")).as(err.toString()).isZero();
    assertThat(out.toString())
        .startsWith("# pool: ")
        .contains("## The trap", "## Files of a copy", "app/src/test/java/dev/tuninglab/app\n");
  }

  @Test
  void aCopyTellsItsFilesTheDependenciesAndTheNextStep() throws IOException {
    assertThat(copy("index", "--variants", "btree")).as(err.toString()).isZero();
    assertThat(out.toString())
        .startsWith("copied index (btree) to " + folder + "\n")
        .contains(
            "src/main/resources/com/acme/orders/index\n  btree.sql\n",
            "left behind, since only other variants need it:\n",
            "    <artifactId>postgresql</artifactId>\n",
            "    <scope>test</scope>\n",
            "  implementation(\"org.postgresql:postgresql:",
            "Next: add the dependencies");
    assertFitsTheScreen();
    assertThat(folder.resolve("src/main/java/com/acme/orders/index/Index.java"))
        .content()
        .contains("package com.acme.orders.index;", "  BTREE(\"btree\", BtreeIndexShape::new);\n")
        .doesNotContain("NoIndexShape", "CoveringIndexShape");
    assertThat(folder.resolve("src/main/java/com/acme/orders/index/README.md"))
        .content()
        .contains("> Copied from API Tuning Lab, pattern `index` with only `btree`")
        .contains("Apache License 2.0")
        .contains("src/main/resources/com/acme/orders/index");
  }

  @Test
  void theKnobsPresetBecomesAVariantThatIsThere() throws IOException {
    assertThat(copy("fetch", "--variants", "multiset,batch")).as(err.toString()).isZero();
    assertThat(folder.resolve("src/main/java/com/acme/orders/fetch/Fetch.java"))
        .content()
        .contains(
            "  BATCH(\"batch\", BatchOrderFetch::new),\n"
                + "  MULTISET(\"multiset\", MultisetOrderFetch::new);",
            "          BATCH.id,\n");
  }

  @Test
  void aDryRunPrintsTheSameAndWritesNothing() throws IOException {
    assertThat(copy("pool", "--dry-run")).isZero();
    String announced = out.toString();
    assertThat(paths()).isEmpty();

    out.getBuffer().setLength(0);
    assertThat(copy("pool")).isZero();
    assertThat(announced.replaceFirst("would copy", "copied")).isEqualTo(out.toString());
  }

  @Test
  void aFileThatIsThereIsNeverOverwrittenAndNothingElseIsWritten() throws IOException {
    Path mine = folder.resolve("src/main/java/com/acme/orders/pool/Pool.java");
    Path mineToo = folder.resolve("src/main/java/com/acme/orders/tuning/Knob.java");
    for (Path file : List.of(mine, mineToo)) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, "mine");
    }

    assertThat(copy("pool")).isEqualTo(ExitCode.BAD_INPUT);

    assertThat(err.toString())
        .isEqualTo(
            "lab: nothing was copied, since files are never overwritten, and there are"
                + " src/main/java/com/acme/orders/pool/Pool.java,"
                + " src/main/java/com/acme/orders/tuning/Knob.java;"
                + " move them away, or name another --package\n");
    assertThat(paths()).containsExactlyInAnyOrder(mine, mineToo);
    assertThat(mine).hasContent("mine");
  }

  @Test
  void whatTwoPatternsShareIsCopiedOnce() throws IOException {
    assertThat(copy("pool")).isZero();
    out.getBuffer().setLength(0);

    assertThat(copy("prepare")).as(err.toString()).isZero();

    assertThat(out.toString()).contains(" files are there already, with the same content");
    assertThat(copy("prepare")).isZero();
    assertThat(out.toString()).contains("nothing is new");
  }

  @Test
  void whenTheDiskRefusesHalfWayWhatWasWrittenIsRemovedAgain() throws IOException {
    // src/main can be written, src/test cannot be made.
    Path obstacle = Files.createDirectory(folder.resolve("src")).resolve("test");
    Files.writeString(obstacle, "a file, not a folder");

    assertThat(copy("pool")).isEqualTo(ExitCode.FAILED);

    assertThat(err.toString())
        .startsWith("lab: cannot write " + obstacle)
        .endsWith("; what had been written was removed again\n");
    assertThat(paths()).containsExactly(obstacle);
    assertThat(folder.resolve("src/main")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          pattern                                           | lab: pattern needs a command: list, show, copy
          pattern copy pool --to .                          | lab: Missing required option: '--package=NAME' (see lab pattern copy --help)
          pattern copy pool --to no/such --package a.b      | lab: --to must be a folder, but no/such is none
          pattern copy pool --to pom.xml --package a.b      | lab: --to must be a folder, but pom.xml is none
          pattern copy index --to . --package a.b --variants btre | lab: --variants must be of none, btree, covering, but was 'btre' (did you mean btree?)
          pattern copy index --to . --package a.b --variants btree,btree | lab: --variants names btree twice
          """)
  void badInputIsAnsweredInOneLineAndExitsWith2(String words, String answer) {
    assertThat(run(words.split(" "))).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).isEqualTo(answer + "\n");
    assertThat(out.toString()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "com.acme.class",
        "com..acme",
        "com.acme.",
        "1acme",
        "java.orders",
        "a-b",
        "com/acme"
      })
  void whatIsNoPackageIsRefused(String name) throws IOException {
    assertThat(run("pattern", "copy", "pool", "--to", folder.toString(), "--package", name))
        .isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString())
        .isEqualTo(
            "lab: --package must be the name of a Java package, such as com.acme.orders, but was '"
                + name
                + "'\n");
    assertThat(paths()).isEmpty();
  }

  @Test
  void anUnknownPatternIsAnsweredWithThoseThatAre() {
    assertThat(run("pattern", "show", "pol")).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString())
        .startsWith("lab: unknown pattern 'pol'; patterns are ")
        .endsWith(" (did you mean pool?)\n");
  }

  @Test
  void theJvmsKnobsAreNoPatterns() {
    assertThat(run("pattern", "show", "heap")).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).startsWith("lab: unknown pattern 'heap'");
  }

  @Test
  void aPatternWithoutVariantsHasNoneToChooseFrom() {
    assertThat(copy("nplusone", "--variants", "x")).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString())
        .isEqualTo("lab: nplusone has no variants to choose from; leave --variants out\n");
  }

  @Test
  void aPatternForTestsGoesAmongTheTestsAlone() throws IOException {
    assertThat(copy("nplusone")).as(err.toString()).isZero();
    assertThat(paths()).isNotEmpty().allMatch(file -> file.startsWith(folder.resolve("src/test")));
  }

  @Test
  void aTargetWithoutSourcesSaysWhatIsMissing() throws IOException {
    String target =
        """
        name: mine
        start: { command: [mine] }
        ready: { path: / }
        workloads: { work: { requests: [{ name: work, path: / }] } }
        """;
    Path bare = Files.writeString(folder.resolve("bare.yaml"), target);
    Path gone =
        Files.writeString(
            folder.resolve("gone.yaml"),
            target
                + """
                patterns:
                  origin: mine
                  licence: none
                  licence-file: LICENSE
                  sources: [src/main/java]
                  libraries: [target/libraries]
                """);

    assertThat(run("pattern", "list", "--file", bare.toString())).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run("pattern", "list", "--file", gone.toString())).isEqualTo(ExitCode.BAD_INPUT);

    assertThat(err.toString().lines())
        .containsExactly(
            "lab: target file " + bare + " has no key patterns, so it offers none",
            "lab: patterns.sources must be folders, but "
                + folder.resolve("src/main/java")
                + " is none: patterns are copied from the source tree; run ./lab of a checkout"
                + " that is built (mvn package)");
  }

  private int copy(String name, String... more) {
    Stream<String> words =
        Stream.of(
            "pattern", "copy", name, "--to", folder.toString(), "--package", "com.acme.orders");
    return run(Stream.concat(words, Stream.of(more)).toArray(String[]::new));
  }

  private List<Path> paths() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private void assertFitsTheScreen() {
    assertThat(out.toString().lines().filter(line -> !line.contains(folder.toString())))
        .allMatch(line -> line.length() <= 80);
  }

  private int run(String... args) {
    return Lab.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
  }
}
