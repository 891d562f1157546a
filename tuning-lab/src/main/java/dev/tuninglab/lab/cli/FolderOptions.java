package dev.tuninglab.lab.cli;

import dev.tuninglab.lab.report.ResultsFolder;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where results go, and whether anything is done at all. */
final class FolderOptions {
  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Results folder (default: results/<time>-<name>).")
  private Path out;

  @Option(
      names = "--resume",
      paramLabel = "DIR",
      description =
          "Go on where a run of this command was stopped, or crashed: with its plan, in its folder.")
  private Path resume;

  @Option(names = "--dry-run", description = "Print the plan; measure nothing.")
  private boolean dryRun;

  /**
   * @param name of what is measured, for the folder that the user did not choose
   */
  ResultsFolder reserve(String name) {
    return out == null ? ResultsFolder.reserve(name) : ResultsFolder.reserve(out);
  }

  /** The folder to go on in; null to begin. */
  Path resume() {
    return resume;
  }

  boolean dryRun() {
    return dryRun;
  }
}
