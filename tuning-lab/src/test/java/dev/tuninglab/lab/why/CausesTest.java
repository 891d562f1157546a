package dev.tuninglab.lab.why;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CausesTest {
  @Test
  void phasesShareTheDifferenceOutAndTheDatabasesWorkIsCutOutOfTheQuery() {
    Inside slow =
        inside(
            10_000,
            Map.of("dbMicros", 3_000.0),
            phase("query", 8_000),
            phase("map", 500),
            phase("total", 9_000));
    Inside fast =
        inside(
            3_000,
            Map.of("dbMicros", 600.0),
            phase("query", 1_600),
            phase("map", 300),
            phase("total", 2_100));
    Causes causes = Causes.of(slow, fast, -7_000, Distance.NONE);
    assertThat(causes.list()).extracting(Cause::name).startsWith("databaseWays", "dbMicros", "map");
    Cause ways = causes.list().get(0);
    assertThat(ways.baselineMicros()).isEqualTo(5_000);
    assertThat(ways.candidateMicros()).isEqualTo(1_000);
    assertThat(ways.share()).isCloseTo(4_000 / 7_000.0, within(1e-9));
    assertThat(causes.leftOver())
        .as("total less its phases")
        .isCloseTo(300 / 7_000.0, within(1e-9));
  }

  @Test
  void whatLiesOutsideOfTheServiceIsACauseOfItsOwn() {
    Inside near = inside(1_000, Map.of(), phase("query", 700), phase("total", 800));
    Inside far = inside(5_000, Map.of(), phase("query", 700), phase("total", 800));
    Causes causes = Causes.of(near, far, 4_000, Distance.NONE);
    assertThat(causes.list()).singleElement().extracting(Cause::name).isEqualTo("outside");
    assertThat(causes.list().get(0).share()).isCloseTo(1, within(1e-9));
    assertThat(causes.leftOver()).isCloseTo(0, within(1e-9));
  }

  @Test
  void theLinksTimeIsTakenOutOfWhatLiesOutside() {
    Map<String, Double> large = Map.of("responseBytes", 50_000.0);
    Map<String, Double> small = Map.of("responseBytes", 10_000.0);
    Causes causes =
        Causes.of(
            inside(40_000, large, phase("total", 5_000)),
            inside(24_000, small, phase("total", 5_000)),
            -16_000,
            new Distance(0, 0.4));
    assertThat(causes.list()).singleElement().extracting(Cause::name).isEqualTo("transfer");
    assertThat(causes.list().get(0).difference()).isCloseTo(-16_000, within(1e-6));
  }

  @Test
  void withoutPhasesCountersAreTheParts() {
    Inside slow = inside(9_000, counters(21, 3_000, 4_000));
    Inside fast = inside(2_000, counters(1, 600, 900));
    Causes causes = Causes.of(slow, fast, -7_000, Distance.NONE);
    assertThat(causes.list()).extracting(Cause::name).containsExactly("cpuMicros", "dbMicros");
    assertThat(causes.leftOver()).isCloseTo(1_500 / 7_000.0, within(1e-9));
  }

  @Test
  void withoutPhasesEachStatementTakesTheWayToTheDatabase() {
    Inside slow = inside(115_000, counters(21, 3_000, 4_000));
    Inside fast = inside(9_000, counters(1, 600, 900));
    Cause ways = Causes.of(slow, fast, -106_000, new Distance(5_000, 0)).list().get(0);
    assertThat(ways.name()).isEqualTo("databaseWays");
    assertThat(ways.baselineMicros()).isEqualTo(105_000);
    assertThat(ways.candidateMicros()).isEqualTo(5_000);
  }

  @Test
  void aCounterThatIsKnownOfOneAloneIsNoCause() {
    Inside known = inside(2_000, Map.of("cpuMicros", 1_500.0));
    Inside unknown = inside(1_000, Map.of());
    Causes causes = Causes.of(known, unknown, -1_000, Distance.NONE);
    assertThat(causes.list()).isEmpty();
    assertThat(causes.leftOver()).isCloseTo(1, within(1e-9));
  }

  @Test
  void whatOnlyTheTimedRateShowedIsSaid() {
    Inside slow = inside(3_000, Map.of(), phase("query", 2_000), phase("total", 3_000));
    Inside fast = inside(2_000, Map.of(), phase("query", 1_000), phase("total", 2_000));
    Causes causes = Causes.of(slow, fast, -4_000, Distance.NONE);
    assertThat(causes.list()).extracting(Cause::name).containsExactly("rate", "query");
    assertThat(causes.list().get(0).share()).isCloseTo(0.75, within(1e-9));
  }

  @Test
  void aPartThatGrowsWhileTheWholeShrinksHasANegativeShare() {
    Inside plain = inside(40_000, Map.of(), phase("compress", 0), phase("total", 1_000));
    Inside gzip = inside(30_000, Map.of(), phase("compress", 2_000), phase("total", 3_000));
    Causes causes = Causes.of(plain, gzip, -10_000, Distance.NONE);
    assertThat(causes.list())
        .filteredOn(cause -> cause.name().equals("compress"))
        .singleElement()
        .satisfies(cause -> assertThat(cause.share()).isCloseTo(-0.2, within(1e-9)));
  }

  /** Small ones are not listed, so at most their number times what is not worth a line is lost. */
  @Property(tries = 200)
  void sharesAndWhatIsLeftOverAreTheWholeDifference(
      @ForAll @Size(6) List<@DoubleRange(min = 0, max = 10_000) Double> before,
      @ForAll @Size(6) List<@DoubleRange(min = 0, max = 10_000) Double> after,
      @ForAll @DoubleRange(min = 100, max = 50_000) double difference) {
    Causes causes = Causes.of(phased(before), phased(after), difference, new Distance(200, 0.01));
    double shares = causes.list().stream().mapToDouble(Cause::share).sum();
    assertThat(shares + causes.leftOver()).isCloseTo(1, within(10 * 0.005));
    assertThat(causes.list())
        .isSortedAccordingTo((a, b) -> Double.compare(Math.abs(b.share()), Math.abs(a.share())));
  }

  private static Inside phased(List<Double> micros) {
    List<Phase> phases = new ArrayList<>();
    List<String> names = List.of("acquire", "query", "map", "serialize", "log", "total");
    for (int i = 0; i < names.size(); i++) {
      phases.add(phase(names.get(i), micros.get(i)));
    }
    return inside(
        micros.get(5) * 2, Map.of("dbMicros", micros.get(1) / 3), phases.toArray(Phase[]::new));
  }

  private static Phase phase(String name, double micros) {
    return new Phase(name, micros);
  }

  private static Map<String, Double> counters(double statements, double database, double cpu) {
    Map<String, Double> counters = new LinkedHashMap<>();
    counters.put("sqlStatements", statements);
    counters.put("dbMicros", database);
    counters.put("cpuMicros", cpu);
    return counters;
  }

  private static Inside inside(double mean, Map<String, Double> counters, Phase... phases) {
    return new Inside("any", 20, 100, mean, counters, List.of(), List.of(phases), Map.of(), null);
  }
}
