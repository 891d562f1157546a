package dev.tuninglab.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuninglab.lab.analysis.Limit;
import dev.tuninglab.lab.analysis.Limit.Relation;
import dev.tuninglab.lab.analysis.Metric;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateTest {
  @ParameterizedTest
  @CsvSource({
    "p99<50ms, p99<50ms, 50000",
    "p50 <= 1.5ms, p50<=1.5ms, 1500",
    "p99.9<0.25s, p99.9<250ms, 250000",
    "p90>1us, p90>1us, 1",
    "mean<2m, mean<120s, 120000000",
    "mean<1500.000001ms, mean<1500.000001ms, 1500000.001",
    "throughput>200/s, throughput>200/s, 200",
    "throughput >=0.5/s, throughput>=0.5/s, 0.5",
    "errors<0.1%, errors<0.1%, 0.001",
    "errors<0.07%, errors<0.07%, 0.0007",
    "refused<=12.50%, refused<=12.5%, 0.125",
    "p95 ratio<1.05, p95 ratio<1.05, 1.05",
    "'  p95   ratio  <  1.050 ', p95 ratio<1.05, 1.05",
    "throughput ratio>0.95, throughput ratio>0.95, 0.95",
    "mean ratio<=1, mean ratio<=1, 1"
  })
  void aRuleIsReadAsPeopleTypeIt(String typed, String text, double limit) {
    Gate gate = Gate.parse("--gate", typed);
    assertThat(gate.text()).isEqualTo(text);
    assertThat(gate.limit().value()).isEqualTo(limit);
    assertThat(Gate.parse("--gate", text)).isEqualTo(gate);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          p98<50ms           | there is no figure 'p98'; figures are p50, p90, p95, p99, p99.9, mean, throughput, capacity, errors, refused, and of all but the last two a ratio, such as 'p95 ratio'
          P99<50ms           | there is no figure 'P99'; figures are
          errors ratio<2     | there is no figure 'errors ratio'; figures are
          ratio<1.05         | there is no figure 'ratio'; figures are
          p99<50             | p99 takes a time from 1us to 2m, such as 50ms, but was given '50'
          p99<5%             | p99 takes a time from 1us to 2m, such as 50ms, but was given '5%'
          p99<0ms            | p99 takes a time from 1us to 2m, such as 50ms, but was given '0ms'
          p99<3m             | p99 takes a time from 1us to 2m, such as 50ms, but was given '3m'
          p99<-5ms           | p99 takes a time from 1us to 2m, such as 50ms, but was given '-5ms'
          p99<1e3ms          | p99 takes a time from 1us to 2m, such as 50ms, but was given '1e3ms'
          mean<200/s         | mean takes a time from 1us to 2m, such as 50ms, but was given '200/s'
          throughput>200     | throughput takes a rate from 0.001/s to 1000000/s, such as 200/s, but was given '200'
          throughput>0/s     | throughput takes a rate from 0.001/s to 1000000/s, such as 200/s, but was given '0/s'
          errors<0.001       | errors takes a percentage from 0.0001% to 99.9999%, such as 0.1% (no number of requests shows 0%), but was given '0.001'
          errors<=0%         | errors takes a percentage from 0.0001% to 99.9999%, such as 0.1% (no number of requests shows 0%), but was given '0%'
          refused<100%       | refused takes a percentage from 0.0001% to 99.9999%, such as 0.1% (no number of requests shows 0%), but was given '100%'
          p95 ratio<5%       | p95 ratio takes a number from 0.001 to 1000, such as 1.05, but was given '5%'
          p95 ratio<1.05x    | p95 ratio takes a number from 0.001 to 1000, such as 1.05, but was given '1.05x'
          p95 ratio<0        | p95 ratio takes a number from 0.001 to 1000, such as 1.05, but was given '0'
          p95 ratio<1.0000001| p95 ratio takes a number from 0.001 to 1000, such as 1.05, but was given '1.0000001'
          """)
  void aRuleThatCannotBeIsAnsweredWithAllOfItAndWhatIsAllowed(String rule, String answer) {
    assertThatThrownBy(() -> Gate.parse("--gate", rule))
        .isInstanceOf(BadInput.class)
        .hasMessageStartingWith("--gate '" + rule + "': " + answer);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "\"\"",
        "p99",
        "p99<",
        "<50ms",
        "p99=50ms",
        "p99==50ms",
        "p99<<50ms",
        "p99=<50ms",
        "p99<50ms<60ms",
        "p99<50 ms",
        "10ms<p99<50ms",
        "p99 50ms"
      })
  void aRuleOfAnotherFormIsAnsweredWithExamples(String rule) {
    assertThatThrownBy(() -> Gate.parse("--gate", rule))
        .isInstanceOf(BadInput.class)
        .hasMessage(
            "--gate must be a figure, a sign (<, <=, >, >=) and a limit, such as p99<50ms,"
                + " errors<0.1% or 'p95 ratio<1.05', but was '"
                + rule
                + "'");
  }

  @Property
  void everyGateIsReadBackFromItsText(@ForAll("gates") Gate gate) {
    assertThat(Gate.parse("--gate", gate.text())).isEqualTo(gate);
  }

  @Property
  void noTextMakesTheParserFailOtherwiseThanInOneLine(@ForAll("nearlyGates") String text) {
    try {
      assertThat(Gate.parse("--gate", text).text()).isNotEmpty();
    } catch (BadInput e) {
      assertThat(e.getMessage()).startsWith("--gate ").contains("'" + text + "'");
    }
  }

  @Provide
  Arbitrary<Gate> gates() {
    Arbitrary<String> times =
        Combinators.combine(Arbitraries.integers().between(1, 119_999), fraction())
            .flatAs((n, part) -> Arbitraries.of(n + part + "us", n + part + "ms"));
    Arbitrary<String> figures =
        Arbitraries.of(Metric.ALL).filter(m -> !m.higherIsBetter()).map(Metric::name);
    Arbitrary<String> whole = Arbitraries.integers().between(1, 98).map(String::valueOf);
    Arbitrary<String> absolute = rule(figures, times);
    Arbitrary<String> throughput =
        rule(Arbitraries.just("throughput"), numbers(whole).map(n -> n + "/s"));
    Arbitrary<String> counted =
        rule(Arbitraries.of("errors", "refused"), numbers(whole).map(n -> n + "%"));
    Arbitrary<String> ratio =
        rule(Arbitraries.of(Metric.ALL).map(m -> m.name() + " ratio"), numbers(whole));
    return Arbitraries.oneOf(absolute, throughput, counted, ratio)
        .map(text -> Gate.parse("--gate", text));
  }

  @Provide
  Arbitrary<String> nearlyGates() {
    return Arbitraries.of(
            "p99",
            "p50",
            "ratio",
            "errors",
            "mean",
            " ",
            "<",
            "<=",
            ">",
            "=",
            "5",
            "0.",
            "ms",
            "%",
            "/s",
            "'",
            "\n",
            "999999999",
            "-")
        .list()
        .ofMaxSize(8)
        .map(parts -> String.join("", parts));
  }

  @Test
  void aLimitOutOfRangeIsRefusedHoweverItCame() {
    assertThatThrownBy(
            () -> new Gate.Ratio(Metric.PRIMARY, new Limit(Relation.BELOW, 2_000), false))
        .hasMessage(
            "p50 ratio takes a number from 0.001 to 1000, such as 1.05, but was given '2000'");
    assertThatThrownBy(() -> new Gate.Counted(Gate.Kind.REFUSED, new Limit(Relation.ABOVE, 1)))
        .hasMessageEndingWith("but was given '100%'");
    assertThatThrownBy(() -> new Gate.Absolute(Metric.PRIMARY, new Limit(Relation.BELOW, 0.5)))
        .hasMessageEndingWith("but was given '0.5us'");
  }

  @Test
  void theSameRuleTwiceIsAMistake() {
    assertThatThrownBy(
            () ->
                Gates.parse(List.of("p99<50ms", "errors<1%", "p99 < 0.05s"), Gates.Undecided.FAIL))
        .isInstanceOf(BadInput.class)
        .hasMessage("--gate 'p99<50ms' is given twice; once is enough");
  }

  @Test
  void whatBecomesOfTheUndecidedIsOneOfTwo() {
    assertThat(Gates.Undecided.parse("--undecided", "pass")).isEqualTo(Gates.Undecided.PASS);
    assertThatThrownBy(() -> Gates.Undecided.parse("--undecided", "maybe"))
        .hasMessage("--undecided must be one of fail, pass, but was 'maybe'");
  }

  private static Arbitrary<String> rule(Arbitrary<String> figure, Arbitrary<String> limit) {
    Arbitrary<String> sign = Arbitraries.of("<", "<=", ">", ">=", " < ", " >= ");
    return Combinators.combine(figure, sign, limit).as((f, s, l) -> f + s + l);
  }

  private static Arbitrary<String> numbers(Arbitrary<String> whole) {
    return Combinators.combine(whole, fraction()).as((n, part) -> n + part);
  }

  private static Arbitrary<String> fraction() {
    return Arbitraries.strings().numeric().ofMaxLength(6).map(s -> s.isEmpty() ? "" : "." + s);
  }
}
