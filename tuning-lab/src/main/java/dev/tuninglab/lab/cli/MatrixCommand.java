package dev.tuninglab.lab.cli;

import dev.tuninglab.lab.analysis.effects.Cell;
import dev.tuninglab.lab.analysis.effects.Factor;
import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.experiment.Experiment;
import dev.tuninglab.lab.experiment.Fraction;
import dev.tuninglab.lab.experiment.Question;
import dev.tuninglab.lab.experiment.Variant;
import dev.tuninglab.lab.experiment.Variants;
import dev.tuninglab.lab.target.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lab matrix}: which of several knobs matter. */
@Command(
    name = "matrix",
    description = {
      "Change several knobs at once, and say which of them matter and whether they mind each other.",
      "",
      "  ./lab matrix pool=none,hikari fetch=n-plus-one,join json=jackson,dsl-json",
      "  ./lab matrix pool=none,hikari fetch=n-plus-one,join json compress=none,gzip --runs 8",
      ""
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class MatrixCommand extends ExperimentCommand {
  private static final int ALIVE = 4;

  @Parameters(
      paramLabel = "KNOB=A,B",
      arity = "0..*",
      description =
          "What to change, at least two knobs; the first value of each is its baseline. Every combination runs, unless --runs says otherwise.")
  private List<String> words = List.of();

  @Option(
      names = "--runs",
      paramLabel = "N",
      description =
          "Run only so many of the combinations, a power of two: a fraction that still tells the knobs apart (each needs two values).")
  private Integer runs;

  @Mixin private AliveOption alive;

  @Override
  List<String> words() {
    return words;
  }

  @Override
  Experiment experiment(Target target) {
    List<Factor> factors = new ArrayList<>();
    options().choices(words, target).forEach((knob, values) -> factors.add(factor(knob, values)));
    Question.Matrix matrix = matrix(factors);
    List<Cell> cells = matrix.fraction().map(Fraction::cells).orElseGet(() -> Cell.all(factors));
    Map<String, String> common = options().subject().common(target);
    List<Variant> variants =
        cells.stream().map(cell -> Variants.variant(settings(cell, factors), common)).toList();
    List<String> knobs = factors.stream().map(Factor::name).toList();
    return options()
        .experiment(
            new RunOptions.Asked(
                "matrix", typed(), String.join("+", knobs), variants, knobs, matrix),
            target);
  }

  private Question.Matrix matrix(List<Factor> factors) {
    int all = factors.stream().mapToInt(f -> f.levels().size()).reduce(1, (a, b) -> a * b);
    Question.Matrix matrix =
        new Question.Matrix(factors, runs == null ? all : runs, alive.or(ALIVE));
    boolean twoEach = factors.stream().allMatch(factor -> factor.levels().size() == 2);
    if (matrix.runs() != all && !twoEach) {
      throw new BadInput(
          "--runs needs two values of every knob; name two of each, or leave it out");
    }
    matrix.fraction();
    return matrix;
  }

  private static Factor factor(String knob, List<String> values) {
    if (values.stream().distinct().count() < values.size()) {
      throw new BadInput(knob + " names a value twice; for the same against itself: ./lab compare");
    }
    if (values.size() < 2) {
      throw new BadInput(knob + " needs at least two values; one that is the same for all: --set");
    }
    return new Factor(knob, values);
  }

  private static Map<String, String> settings(Cell cell, List<Factor> factors) {
    Map<String, String> settings = new LinkedHashMap<>();
    for (int i = 0; i < factors.size(); i++) {
      settings.put(factors.get(i).name(), factors.get(i).levels().get(cell.levels().get(i)));
    }
    return settings;
  }

  private List<String> typed() {
    List<String> typed = new ArrayList<>(words);
    if (runs != null) {
      typed.addAll(List.of("--runs", String.valueOf(runs)));
    }
    typed.addAll(alive.words());
    return typed;
  }
}
