package dev.tuninglab.lab.cli;

import dev.tuninglab.lab.analysis.effects.Factor;
import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.experiment.Experiment;
import dev.tuninglab.lab.experiment.Question;
import dev.tuninglab.lab.experiment.Variant;
import dev.tuninglab.lab.experiment.Variants;
import dev.tuninglab.lab.target.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code lab sweep}: how much of one knob is right. */
@Command(
    name = "sweep",
    description = {
      "Try one knob over many values, and say how much of it is enough.",
      "",
      "  ./lab sweep pool.size=2,4,8,16,32,64 --db-rtt 5ms",
      ""
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class SweepCommand extends ExperimentCommand {
  private static final int ALIVE = 6;

  @Parameters(
      paramLabel = "KNOB=A,B,C",
      arity = "0..*",
      description = "One knob and at least three of its values, from the smallest up.")
  private List<String> words = List.of();

  @Mixin private AliveOption alive;

  @Override
  List<String> words() {
    return words;
  }

  @Override
  Experiment experiment(Target target) {
    Map<String, List<String>> choices = options().choices(words, target);
    if (choices.size() != 1) {
      throw new BadInput(
          "a sweep takes one knob, such as pool.size=2,4,8,16, but was given "
              + choices.size()
              + "; for several: ./lab matrix");
    }
    String knob = choices.keySet().iterator().next();
    List<String> values = choices.get(knob);
    checkAscending(knob, values);
    Map<String, String> common = options().subject().common(target);
    List<Variant> variants =
        values.stream().map(value -> Variants.variant(Map.of(knob, value), common)).toList();
    Question.Sweep sweep =
        new Question.Sweep(new Factor(knob, values), alive.or(ALIVE), target.isPoolSize(knob));
    return options()
        .experiment(
            new RunOptions.Asked("sweep", typed(), knob, variants, List.of(knob), sweep), target);
  }

  /** Of numbers: "the smallest that is enough" must be the first. */
  private static void checkAscending(String knob, List<String> values) {
    if (values.stream().allMatch(value -> value.matches("\\d{1,15}"))) {
      for (int i = 1; i < values.size(); i++) {
        if (Long.parseLong(values.get(i)) <= Long.parseLong(values.get(i - 1))) {
          throw new BadInput(
              knob
                  + " must be given its values from the smallest up, but "
                  + values.get(i)
                  + " comes after "
                  + values.get(i - 1));
        }
      }
    } else if (values.stream().distinct().count() < values.size()) {
      throw new BadInput(knob + " names a value twice");
    }
  }

  private List<String> typed() {
    List<String> typed = new ArrayList<>(words);
    typed.addAll(alive.words());
    return typed;
  }
}
