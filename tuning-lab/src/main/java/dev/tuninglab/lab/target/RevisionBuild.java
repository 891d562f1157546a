package dev.tuninglab.lab.target;

import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.experiment.Units;
import dev.tuninglab.lab.revision.Checkouts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** How revisions of a target are built, and whether they can be told apart at all. */
final class RevisionBuild {
  private static final Duration BUILT_WITHIN = Duration.ofMinutes(20);

  private RevisionBuild() {}

  /**
   * @throws BadInput if what is started does not depend on where a revision is checked out
   */
  static void check(TargetFile content) {
    if (content.knobs().containsKey(Target.REVISION)) {
      throw new BadInput(
          "knobs."
              + Target.REVISION
              + ": revisions are compared as a knob of this name; give yours another");
    }
    boolean here =
        content.start().dir() != null
            || content.start().command().stream().anyMatch(word -> word.contains("${here}"));
    if (!here) {
      throw new BadInput(
          "start.command must start what lies in a checkout when revisions are compared, or both"
              + " would be the same: give start.dir (such as dir: .), or use ${here} in the command");
    }
  }

  /** Empty where a checkout is started as it is. */
  static Optional<Checkouts.Build> of(TargetFile content, Map<String, String> variables) {
    TargetFile.Build build = content.build();
    if (build == null) {
      return Optional.empty();
    }
    Map<String, String> env = new LinkedHashMap<>();
    build.env().forEach((k, v) -> env.put(k, Placeholders.fill("build.env." + k, v, variables)));
    return Optional.of(
        new Checkouts.Build(
            build.command().stream()
                .map(word -> Placeholders.fill("build.command", word, variables))
                .toList(),
            Path.of(build.dir() == null ? "" : build.dir()),
            env,
            build.within() == null
                ? BUILT_WITHIN
                : Units.duration("build.within", build.within())));
  }
}
