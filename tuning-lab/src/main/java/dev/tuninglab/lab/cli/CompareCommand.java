package dev.tuninglab.lab.cli;

import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.experiment.Experiment;
import dev.tuninglab.lab.experiment.Question;
import dev.tuninglab.lab.experiment.Variant;
import dev.tuninglab.lab.experiment.Variants;
import dev.tuninglab.lab.target.Target;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lab compare}: parse, check, schedule, run, analyse, report. */
@Command(
    name = "compare",
    description = {
      "Load variants side by side and say which is faster, and by how much.",
      "",
      "  ./lab compare pool=none,hikari",
      "  ./lab compare fetch --set pool.size=20 --budget 3m",
      "  ./lab compare pool=none,hikari --gate 'p95 ratio<1.05'",
      "  ./lab compare -f lab.yaml --a-ref main --b-ref HEAD",
      "  ./lab compare --a http://127.0.0.1:8081 --b http://127.0.0.1:8082",
      "  ./lab compare pool=none,hikari --mode capacity --sla 'p99<50ms'",
      ""
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class CompareCommand extends ExperimentCommand {
  @Parameters(
      paramLabel = "KNOB=A,B",
      arity = "0..*",
      description =
          "What to change, the first value being the baseline; a knob alone means all of its values. Several knobs: every combination.")
  private List<String> words = List.of();

  @Option(
      names = "--plan",
      paramLabel = "FILE",
      description =
          "Measure nothing; write a timetable for ./lab inject on several machines. For services that run already, with --rate.")
  private Path plan;

  @Mixin private PairOptions pair;
  @Mixin private RevisionOptions revisions;

  @Override
  Path plan() {
    return plan;
  }

  @Override
  List<String> words() {
    return words;
  }

  @Override
  Target target() {
    if (pair.given() && !words.isEmpty()) {
      throw new BadInput(
          "--a and --b compare two services as they are; leave "
              + String.join(" ", words)
              + " out");
    }
    if (revisions.given() && (pair.given() || !words.isEmpty())) {
      throw new BadInput(
          "--a-ref and --b-ref compare two revisions as they are; leave "
              + (pair.given() ? "--a and --b" : String.join(" ", words))
              + " out");
    }
    if (revisions.given()) {
      return options().subject().target(revisions);
    }
    return pair.given() ? options().subject().target(pair) : super.target();
  }

  @Override
  Experiment experiment(Target target) {
    Map<String, String> common = options().subject().common(target);
    List<String> compared = pair.given() ? List.of(Target.DEPLOYMENT) : words;
    if (revisions.given()) {
      compared = revisions.compared();
    }
    List<Variant> variants = Variants.parse(compared, common, target.knobs());
    Set<String> knobs = new LinkedHashSet<>(variants.get(0).settings().keySet());
    knobs.removeAll(common.keySet());
    return options()
        .experiment(
            new RunOptions.Asked(
                "compare",
                typed(),
                String.join("+", knobs),
                variants,
                List.copyOf(knobs),
                options().design().asksForCapacity("latency")
                    ? new Question.Capacity(List.of(), options().design().users())
                    : new Question.Compare()),
            target);
  }

  private List<String> typed() {
    if (revisions.given()) {
      return revisions.words();
    }
    return pair.given() ? pair.words() : words;
  }
}
