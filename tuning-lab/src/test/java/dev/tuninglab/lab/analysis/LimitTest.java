package dev.tuninglab.lab.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuninglab.lab.analysis.Limit.Relation;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitTest {
  @ParameterizedTest
  @CsvSource({
    "<,  10, 20, 21, HELD",
    "<,  10, 20, 20, UNDECIDED",
    "<,  10, 20, 10, FAILED",
    "<=, 10, 20, 20, HELD",
    "<=, 10, 20, 10, UNDECIDED",
    "<=, 10, 20,  9, FAILED",
    ">,  10, 20,  9, HELD",
    ">,  10, 20, 10, UNDECIDED",
    ">,  10, 20, 20, FAILED",
    ">=, 10, 20, 10, HELD",
    ">=, 10, 20, 20, UNDECIDED",
    ">=, 10, 20, 21, FAILED",
    "<,   0, 20, 15, UNDECIDED",
    ">,   0, 20, 15, UNDECIDED",
  })
  void onlyAWholeIntervalDecides(
      String sign, double low, double high, double value, Outcome outcome) {
    assertThat(limit(sign, value).judge(low, high)).isEqualTo(outcome);
  }

  @Property
  void aStricterLimitNeverMakesTheOutcomeBetter(
      @ForAll Relation relation,
      @ForAll @DoubleRange(min = -100, max = 100) double low,
      @ForAll @DoubleRange(max = 100) double width,
      @ForAll @DoubleRange(min = -100, max = 100) double value,
      @ForAll @DoubleRange(max = 100) double stricterBy) {
    Outcome outcome = new Limit(relation, value).judge(low, low + width);
    double closer = relation.isUpper() ? value - stricterBy : value + stricterBy;
    Outcome stricter = new Limit(relation, closer).judge(low, low + width);
    assertThat(rank(stricter)).isLessThanOrEqualTo(rank(outcome));
  }

  @Property
  void aFigureKnownExactlyIsAlwaysDecided(
      @ForAll Relation relation,
      @ForAll @DoubleRange(min = -10, max = 10) double figure,
      @ForAll @DoubleRange(min = -10, max = 10) double value) {
    Limit limit = new Limit(relation, value);
    assertThat(limit.judge(figure, figure))
        .isEqualTo(limit.keeps(figure) ? Outcome.HELD : Outcome.FAILED);
  }

  @Test
  void aRelationIsFoundByItsSignAlone() {
    for (Relation relation : Relation.values()) {
      assertThat(Relation.of(relation.sign())).contains(relation);
    }
    assertThat(Relation.of("=")).isEmpty();
  }

  @Test
  void aLimitIsANumber() {
    assertThatThrownBy(() -> new Limit(Relation.BELOW, Double.NaN))
        .hasMessage("a limit must be a number, but was NaN");
  }

  private static int rank(Outcome outcome) {
    return switch (outcome) {
      case FAILED -> 0;
      case UNDECIDED -> 1;
      case HELD -> 2;
    };
  }

  private static Limit limit(String sign, double value) {
    return new Limit(Relation.of(sign).orElseThrow(), value);
  }
}
