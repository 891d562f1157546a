package dev.tuninglab.lab.cli;

import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.experiment.ExitCode;
import dev.tuninglab.lab.report.Format;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code lab open}: a report in the browser. */
@Command(
    name = "open",
    description = {
      "Open the last report in the browser, or that of one run.",
      "",
      "  ./lab open",
      "  ./lab open results/20261124-100000-pool",
      "",
      "Where there is no browser, its address is printed.",
      ""
    },
    mixinStandardHelpOptions = true)
final class OpenCommand implements Callable<Integer> {
  private static final Path RESULTS = Path.of("results");

  private final Browser browser;
  private final Path results;

  @Parameters(
      paramLabel = "DIR",
      arity = "0..1",
      description = "Results folder (default: the last below results/ that has a report).")
  private Path folder;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  OpenCommand() {
    this(Browser.ofThisMachine(), RESULTS);
  }

  /**
   * @param results below which the last report is looked for
   */
  OpenCommand(Browser browser, Path results) {
    this.browser = browser;
    this.results = results;
  }

  @Override
  public Integer call() throws InterruptedException {
    Path page = folder == null ? last() : of(folder);
    String address = page.toAbsolutePath().normalize().toUri().toString();
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        browser.open(page.toAbsolutePath().normalize().toUri())
            ? "opened " + address
            : "no browser to open it with: " + address);
    out.flush();
    return ExitCode.DONE;
  }

  private static Path of(Path folder) {
    Path page = page(folder);
    if (!Files.isRegularFile(page)) {
      throw new BadInput(
          Files.isDirectory(folder)
              ? folder + " has no " + Format.HTML.file() + "; ./lab report " + folder + " writes it"
              : folder
                  + " is no folder; a results folder is needed, as ./lab compare leaves below"
                  + " results/");
    }
    return page;
  }

  private Path last() {
    return newest()
        .orElseThrow(
            () ->
                new BadInput(
                    "there is no report below "
                        + results.toAbsolutePath().normalize()
                        + "; make one with ./lab compare pool=none,hikari, or name a results"
                        + " folder"));
  }

  /** By when its report was written: a name need not begin with the time. */
  private Optional<Path> newest() {
    if (!Files.isDirectory(results)) {
      return Optional.empty();
    }
    try (Stream<Path> folders = Files.list(results)) {
      return folders
          .map(OpenCommand::page)
          .filter(Files::isRegularFile)
          .max(Comparator.comparing(OpenCommand::written).thenComparing(Comparator.naturalOrder()));
    } catch (IOException e) {
      throw new BadInput("the folder " + results + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static Path page(Path folder) {
    return folder.resolve(Format.HTML.file());
  }

  private static FileTime written(Path page) {
    try {
      return Files.getLastModifiedTime(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
