package dev.tuninglab.lab.cli;

import dev.tuninglab.lab.bench.Home;
import dev.tuninglab.lab.target.Target;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which service is the subject. */
final class TargetOption {
  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "Target file of the service to measure (default: the sample API).")
  private Path file;

  Target read() {
    return Target.read(file == null ? Home.sampleTarget() : file);
  }

  /** Null for the sample API. */
  Path file() {
    return file;
  }

  /** As a person would name it again. */
  String asTyped() {
    return file == null ? "sample API" : file.toString();
  }

  boolean isSample() {
    return file == null;
  }
}
