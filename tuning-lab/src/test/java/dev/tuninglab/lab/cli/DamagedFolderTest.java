package dev.tuninglab.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuninglab.lab.experiment.ExitCode;
import dev.tuninglab.lab.measure.SomeRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;

/** Whatever is in a results folder, {@code lab report} judges it or says in one line why not. */
class DamagedFolderTest {
  private static final Path FOLDER = folder();
  private static final List<String> FILES =
      List.of("experiment.json", "sitting.json", "slices.jsonl", "slices.hlog");

  @Property(tries = 120, edgeCases = EdgeCasesMode.NONE)
  void noByteOfTheFolderMakesTheReportCrash(
      @ForAll @IntRange(max = 3) int file,
      @ForAll @Size(max = 4) List<@IntRange(max = 1 << 20) Integer> places,
      @ForAll @Size(4) List<Byte> bytes,
      @ForAll @IntRange(max = 9) int keep)
      throws IOException {
    SomeRun.of(4_000, 1_200, 2, 3, 42).store(FOLDER);
    Path damaged = FOLDER.resolve(FILES.get(file));
    byte[] content = Files.readAllBytes(damaged);
    for (int i = 0; i < places.size(); i++) {
      content[places.get(i) % content.length] = bytes.get(i);
    }
    int length = keep == 0 ? places.hashCode() % content.length : content.length;
    Files.write(damaged, Arrays.copyOf(content, Math.abs(length)));

    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        Lab.run(
            new PrintWriter(out, true), new PrintWriter(err, true), "report", FOLDER.toString());

    assertThat(exitCode)
        .as(err.toString())
        .isIn(ExitCode.DONE, ExitCode.BAD_INPUT, ExitCode.INVALID);
    if (places.isEmpty() && keep > 0) {
      assertThat(exitCode).as("nothing is damaged: %s", err).isEqualTo(ExitCode.DONE);
    }
    assertThat(err.toString()).doesNotContain("unexpected", "Exception");
    assertThat(err.toString().lines()).hasSize(exitCode == ExitCode.BAD_INPUT ? 1 : 0);
    assertThat(out.toString().isEmpty()).isEqualTo(exitCode == ExitCode.BAD_INPUT);
  }

  @AfterContainer
  static void clean() throws IOException {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("damaged-folder");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
