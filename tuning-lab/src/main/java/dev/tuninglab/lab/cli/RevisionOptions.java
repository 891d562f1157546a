package dev.tuninglab.lab.cli;

import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.revision.Repository;
import dev.tuninglab.lab.revision.Revision;
import dev.tuninglab.lab.target.Target;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Two revisions of a service's sources, each built and started from a checkout of its own. */
final class RevisionOptions {
  private static final String A = "--a-ref";
  private static final String B = "--b-ref";

  @Option(
      names = A,
      paramLabel = "REV",
      description =
          "Instead of knobs: the baseline, a revision in the git repository of the target file, such as main. Built in a checkout of its own (build in the target file).")
  private String a;

  @Option(names = B, paramLabel = "REV", description = "With --a-ref: the candidate, such as HEAD.")
  private String b;

  private List<Revision> pinned = List.of();

  boolean given() {
    return a != null || b != null;
  }

  /**
   * @param file the target file
   * @throws BadInput if something is missing, or git knows no such revision
   */
  Target target(Path file) {
    if (a == null || b == null) {
      throw new BadInput(
          "two revisions are compared by --a-ref REV and --b-ref REV, but "
              + (a == null ? A : B)
              + " is missing");
    }
    if (file == null) {
      throw new BadInput(A + " needs the target file of a service of yours: -f lab.yaml");
    }
    Target.read(file); // its errors come before those of git
    try {
      Repository repository = Repository.of(file.toAbsolutePath().getParent());
      pinned =
          List.of(
              repository.pinned(A, Revision.parse(A, a)),
              repository.pinned(B, Revision.parse(B, b)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BadInput("interrupted while git was asked", e);
    }
    return Target.ofRevisions(file, pinned);
  }

  /** What is compared, as knobs are. */
  List<String> compared() {
    return List.of(Target.REVISION + "=" + pinned.get(0).label() + "," + pinned.get(1).label());
  }

  /** The words that ask for the same commits again, whatever their names stand for by then. */
  List<String> words() {
    List<String> words = new ArrayList<>();
    words.addAll(List.of(A, pinned.get(0).text()));
    words.addAll(List.of(B, pinned.get(1).text()));
    return words;
  }
}
