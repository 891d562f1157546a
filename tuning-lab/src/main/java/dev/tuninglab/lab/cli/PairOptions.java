package dev.tuninglab.lab.cli;

import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.target.Target;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Two services that run already, to be compared as they are. */
final class PairOptions {
  private static final String USUAL_PATH = "/";

  @Option(
      names = "--a",
      paramLabel = "URL",
      description =
          "Instead of knobs: the baseline, which runs already, such as http://127.0.0.1:8081. Neither started, set nor stopped.")
  private String a;

  @Option(names = "--b", paramLabel = "URL", description = "With --a: the candidate.")
  private String b;

  @Option(
      names = "--path",
      paramLabel = "PATH",
      description = "With --a and --b, and without --file: what is asked for (default: /).")
  private String path;

  /** Whether any of it is asked for. */
  boolean given() {
    return a != null || b != null || path != null;
  }

  /**
   * @param file of which the requests are taken; null for one GET
   * @throws BadInput if something is missing, or does not go together
   */
  Target target(Path file) {
    if (a == null || b == null) {
      throw new BadInput(
          "two services are compared by --a URL and --b URL, but "
              + (a == null ? "--a" : "--b")
              + " is missing");
    }
    if (file != null && path != null) {
      throw new BadInput(
          "--path is what is asked for without a target file; leave one of them out");
    }
    if (path != null && !path.startsWith("/")) {
      throw new BadInput("--path must start with '/', but was '" + path + "'");
    }
    return Target.ofTwo(file, a, b, path == null ? USUAL_PATH : path);
  }

  /** The words that ask for the same again. */
  List<String> words() {
    List<String> words = new ArrayList<>(List.of("--a", a, "--b", b));
    if (path != null) {
      words.addAll(List.of("--path", path));
    }
    return words;
  }
}
