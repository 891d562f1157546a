package dev.tuninglab.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuninglab.lab.analysis.effects.Cell;
import dev.tuninglab.lab.analysis.effects.Factor;
import dev.tuninglab.lab.analysis.effects.Factorial;
import dev.tuninglab.lab.analysis.effects.Term;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FractionTest {
  /** Resolutions as in the tables of the field. */
  @ParameterizedTest
  @CsvSource({
    "3, 4, III", "4, 8, IV", "5, 16, V", "5, 8, III", "6, 32, VI", "6, 16, IV", "6, 8, III",
    "7, 64, VII", "7, 32, IV", "7, 16, IV", "7, 8, III", "8, 128, VIII", "8, 64, V", "8, 32, IV",
    "8, 16, IV"
  })
  void everyFractionHasTheResolutionOfTheTables(int factors, int runs, String resolution) {
    Fraction fraction = Fraction.of(factors, runs);
    assertThat(fraction.roman()).isEqualTo(resolution);
    List<Cell> cells = fraction.cells();
    assertThat(new HashSet<>(cells)).hasSize(runs);
    assertThat(cells.get(0).levels()).containsOnly(0);
    for (int factor = 0; factor < factors; factor++) {
      int at = factor;
      assertThat(cells.stream().filter(cell -> cell.levels().get(at) == 1).count())
          .as("every factor is changed in half of them")
          .isEqualTo(runs / 2);
    }
  }

  /**
   * Two terms that are said to be told apart must differ in some combination, and aliases never.
   */
  @ParameterizedTest
  @CsvSource({"3, 4", "5, 8", "5, 16", "6, 16", "7, 8", "8, 16", "8, 64"})
  void aliasesAreExactlyTheTermsWhoseColumnsAreTheSame(int factors, int runs) {
    Fraction fraction = Fraction.of(factors, runs);
    Factorial factorial = fraction.factorial(named(factors));
    List<Term> estimated = List.copyOf(factorial.aliases().keySet());
    for (Term one : estimated) {
      for (Term alias : factorial.aliases().get(one)) {
        assertThat(confounded(one, alias, fraction)).as(one + " and " + alias).isTrue();
      }
      for (Term other : estimated) {
        if (!one.equals(other)) {
          assertThat(confounded(one, other, fraction)).as(one + " and " + other).isFalse();
        }
      }
    }
    int terms = estimated.size() + factorial.aliases().values().stream().mapToInt(List::size).sum();
    assertThat(terms).isEqualTo(Factorial.allTerms(factors).size());
  }

  private static boolean confounded(Term one, Term other, Fraction fraction) {
    int sum = fraction.cells().stream().mapToInt(cell -> sign(one, cell) * sign(other, cell)).sum();
    return Math.abs(sum) == fraction.runs();
  }

  private static int sign(Term term, Cell cell) {
    return term.factors().stream()
        .mapToInt(factor -> cell.levels().get(factor) == 0 ? -1 : 1)
        .reduce(1, (a, b) -> a * b);
  }

  @Test
  void generatorsAreSaidInTheKnobsNames() {
    assertThat(
            Fraction.of(4, 8)
                .generatorTexts(
                    List.of(knob("pool"), knob("fetch"), knob("json"), knob("compress"))))
        .containsExactly("compress = pool x fetch x json");
  }

  @Test
  void anotherNumberOfRunsIsRefusedWithThoseThatThereAre() {
    assertThatThrownBy(() -> Fraction.of(5, 12))
        .isInstanceOf(BadInput.class)
        .hasMessage("--runs must be one of 8, 16, 32 (all) for 5 knobs of two values, but was 12");
  }

  private static List<Factor> named(int factors) {
    return IntStream.range(0, factors).mapToObj(i -> knob("k" + i)).toList();
  }

  private static Factor knob(String name) {
    return new Factor(name, List.of("off", "on"));
  }
}
