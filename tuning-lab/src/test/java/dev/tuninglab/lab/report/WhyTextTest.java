package dev.tuninglab.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuninglab.lab.why.Causes;
import dev.tuninglab.lab.why.Counter;
import dev.tuninglab.lab.why.Distance;
import dev.tuninglab.lab.why.Inside;
import dev.tuninglab.lab.why.Phase;
import dev.tuninglab.lab.why.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WhyTextTest {
  private static final Inside N_PLUS_ONE =
      inside("fetch=n-plus-one", 9_500, 21, 0, 3_100, List.of(new Phase("query", 7_000)));
  private static final Inside JOIN =
      inside("fetch=join", 2_000, 1, 0, 600, List.of(new Phase("query", 900)));

  @Test
  void causesAreSaidByTheirWeightWithWhatTheyComeFrom() {
    assertThat(explained(N_PLUS_ONE, JOIN, -7_500))
        .containsExactly(
            "fetch=n-plus-one sends 21 SQL statements a request, fetch=join 1: time on the way to"
                + " the database and back falls from 3.90ms to 300us a request, that is 48% of the"
                + " difference",
            "Time in database statements falls from 3.10ms to 600us a request, that is 33% of the"
                + " difference",
            "19% of the difference (1.40ms) is left over: nothing that was counted accounts for it");
  }

  @Test
  void aCauseAgainstTheDifferenceIsSaidToBeOne() {
    Inside plain = inside("compress=none", 40_000, 1, 0, 0, List.of(new Phase("total", 1_000)));
    Inside gzip =
        inside(
            "compress=gzip",
            30_000,
            1,
            0,
            0,
            List.of(new Phase("compress", 2_000), new Phase("total", 3_000)));
    assertThat(explained(plain, gzip, -10_000))
        .anyMatch(line -> line.endsWith("a request, more than the whole difference (120%)"))
        .anyMatch(
            line ->
                line.equals(
                    "Time to compress the response rises from 0us to 2.00ms a request, which works"
                        + " against the difference (20%)"));
  }

  @Test
  void withoutPhasesWhatIsLeftOverNamesConnectionsThatNobodyTimed() {
    Inside none = inside("pool=none", 11_000, 1, 1, 300, List.of());
    Inside hikari = inside("pool=hikari", 2_000, 1, 0, 280, List.of());
    assertThat(explained(none, hikari, -9_000).get(0))
        .isEqualTo(
            "100% of the difference (8.98ms) is left over: nothing that was counted accounts for"
                + " it; pool=none opens 1 database connection a request, pool=hikari 0, and what"
                + " that takes is part of it");
  }

  @Test
  void aStatementThatRepeatsIsCalledAnNPlusOne() {
    Inside inside =
        new Inside(
            "fetch=n-plus-one",
            20,
            100,
            9_000,
            Map.of(),
            List.of(
                new Statement("select *\n  from order_line where order_id = $1", 20, 100, 900, 80),
                new Statement("select * from orders limit $1", 1, 20, 100, 3)),
            List.of(),
            Map.of(),
            null);
    assertThat(WhyText.repeated(List.of(inside)))
        .containsExactly(
            "fetch=n-plus-one runs one statement 20 times a request (N+1): select * from"
                + " order_line where order_id = $1");
  }

  @Test
  void whereNoDifferenceWasShownNoneIsExplained() {
    assertThat(WhyText.unexplained(N_PLUS_ONE, JOIN, false))
        .first()
        .isEqualTo("No difference was shown, so there is none to explain");
    assertThat(WhyText.unexplained(N_PLUS_ONE, N_PLUS_ONE, false))
        .last()
        .isEqualTo(
            "Inside, nothing that was counted differs by more than it does from look to look");
  }

  @Test
  void aTimeThatMayDifferFromLookToLookIsNotNamed() {
    Inside one = inside("pool=hikari", 2_000, 1, 0, 413, List.of());
    Inside same = inside("pool=hikari#2", 2_000, 1, 0, 244, List.of());
    assertThat(WhyText.unexplained(one, same, false))
        .last()
        .asString()
        .startsWith("Inside, nothing");
  }

  @Test
  void amountsAreReadable() {
    assertThat(WhyText.amount(Counter.SQL_STATEMENTS, 20.98)).isEqualTo("21");
    assertThat(WhyText.amount(Counter.SQL_STATEMENTS, 1.4)).isEqualTo("1.40");
    assertThat(WhyText.amount(Counter.CONNECTIONS_OPENED, 0.001)).isEqualTo("0");
    assertThat(WhyText.amount(Counter.ROWS_READ, 12_345)).isEqualTo("12,345");
    assertThat(WhyText.amount(Counter.RESPONSE_BYTES, 58_366)).isEqualTo("58.4 kB");
    assertThat(WhyText.amount(Counter.ALLOCATED_BYTES, 2_200_000)).isEqualTo("2.20 MB");
    assertThat(WhyText.amount(Counter.ALLOCATED_BYTES, 612.3)).isEqualTo("612 B");
  }

  private static List<String> explained(Inside before, Inside after, double difference) {
    return WhyText.explained(
        before, after, difference, Causes.of(before, after, difference, Distance.NONE));
  }

  private static Inside inside(
      String variant,
      double mean,
      double statements,
      double connections,
      double database,
      List<Phase> phases) {
    Map<String, Double> counters = new LinkedHashMap<>();
    counters.put("sqlStatements", statements);
    counters.put("connectionsOpened", connections);
    counters.put("dbMicros", database);
    return new Inside(variant, 20, 100, mean, counters, List.of(), phases, Map.of(), null);
  }
}
