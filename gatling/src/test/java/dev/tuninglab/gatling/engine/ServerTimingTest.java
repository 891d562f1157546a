package dev.tuninglab.gatling.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerTimingTest {
  /** What a server may say: a name, what stands between it and its duration, and the duration. */
  record Said(String name, String between, double millis) {
    String text() {
      return name + between + ";dur=" + millis;
    }
  }

  @Test
  void millisecondsBecomeMicrosecondsInTheOrderOfTheNames() {
    assertThat(read("query;dur=1.2, map;dur=0.4,total;dur=2"))
        .containsExactly(
            Map.entry("query", 1_200.0), Map.entry("map", 400.0), Map.entry("total", 2_000.0));
  }

  @Test
  void severalLinesAreOneListAndTheSameNameAddsUp() {
    assertThat(read("db;dur=1, app;dur=8", "db;dur=2", ""))
        .containsExactly(Map.entry("db", 3_000.0), Map.entry("app", 8_000.0));
  }

  @Test
  void aDescriptionMayHoldWhatElseSeparates() {
    assertThat(read("cache;desc=\"hit; dur=9, \\\"db\\\";dur=8\";dur=1, db;desc=x;dur=2"))
        .containsExactly(Map.entry("cache", 1_000.0), Map.entry("db", 2_000.0));
  }

  @Test
  void spaceAroundSeparatorsAndTheCaseOfADurationDoNotMatter() {
    assertThat(read("\tdb ;\tDUR = 3 ,, a ; x ; dur=\"4.5\"\t,"))
        .containsExactly(Map.entry("db", 3_000.0), Map.entry("a", 4_500.0));
  }

  @Test
  void namesDifferByCase() {
    assertThat(read("db;dur=1, DB;dur=2")).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",;=,",
        "miss",
        "db;desc=x",
        "db;dur",
        "db;dur=",
        "db;dur=x;dur=5",
        "db;dur=NaN",
        "db;dur=Infinity",
        "db;dur=1d",
        "db;dur=0x1p3",
        "db;dur=-1",
        "db;dur=1e400",
        "db;dur=1e999",
        "db;dur=3600001",
        "db;dur=\"",
        "d b;dur=1",
        "\"db\";dur=1",
        "<b>;dur=1",
        "dä;dur=1",
        ";dur=1"
      })
  void whatIsNoTimedMetricIsPassedOver(String metric) {
    assertThat(read(metric)).isEmpty();
    assertThat(read("first;dur=1", metric, "last;dur=2")).containsOnlyKeys("first", "last");
  }

  @Test
  void aLongNameIsPassedOver() {
    String longest = "n".repeat(ServerTiming.LONGEST_NAME);
    assertThat(read(longest + ";dur=1, n" + longest + ";dur=1")).containsOnlyKeys(longest);
  }

  @Test
  void theFirstNamesAreKeptAndGoOnToAddUp() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      names.add("n" + i + ";dur=1");
    }
    Map<String, Double> phases = read(String.join(",", names), "n0;dur=1, n31;dur=1, n32;dur=1");

    assertThat(phases)
        .hasSize(ServerTiming.MOST_NAMES)
        .containsEntry("n0", 2_000.0)
        .containsEntry("n31", 2_000.0)
        .doesNotContainKey("n32");
  }

  @Property
  void whateverWasSaidIsReadHoweverItIsSpreadOverLines(
      @ForAll("metrics") @Size(max = 20) List<Said> said, @ForAll @Size(20) List<Boolean> breaks) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < said.size(); i++) {
      line.append(line.isEmpty() ? "" : ", ").append(said.get(i).text());
      if (breaks.get(i)) {
        lines.add(line.toString());
        line.setLength(0);
      }
    }
    lines.add(line.toString());

    Map<String, Double> sums =
        said.stream()
            .collect(
                Collectors.groupingBy(
                    Said::name,
                    LinkedHashMap::new,
                    Collectors.summingDouble(one -> one.millis() * 1_000)));
    Map<String, Double> phases = ServerTiming.phases(lines);
    assertThat(List.copyOf(phases.keySet())).isEqualTo(List.copyOf(sums.keySet()));
    phases.forEach((name, micros) -> assertThat(micros).isCloseTo(sums.get(name), within(0.001)));
  }

  @Property
  void whateverAServerSendsIsReadWithinBounds(
      @ForAll("headers") String first, @ForAll String second) {
    Map<String, Double> phases = read(first, second);

    assertThat(phases).hasSizeLessThanOrEqualTo(ServerTiming.MOST_NAMES);
    phases.forEach(
        (name, micros) -> {
          assertThat(name).hasSizeBetween(1, ServerTiming.LONGEST_NAME).matches("[!-~]+");
          assertThat(micros).isNotNegative().isFinite();
        });
  }

  @Provide
  Arbitrary<List<Said>> metrics() {
    Arbitrary<String> names =
        Arbitraries.strings().withChars("abZ09-_.!~").ofMinLength(1).ofMaxLength(3);
    Arbitrary<String> between =
        Arbitraries.of("", ";desc=x", ";desc=\"a;dur=7, b;dur=8\"", "; unknown = \"\\\"\" ", ";;");
    Arbitrary<Double> millis = Arbitraries.doubles().between(0, 1_000).ofScale(3);
    return Combinators.combine(names, between, millis).as(Said::new).list();
  }

  @Provide
  Arbitrary<String> headers() {
    return Arbitraries.of(
            "a", "b1", ";", ",", "=", "dur", "desc", "\"", "\\", " ", "1", "2.5", "1e300", "-", "ä")
        .list()
        .ofMaxSize(200)
        .map(parts -> String.join("", parts));
  }

  private static Map<String, Double> read(String... lines) {
    return ServerTiming.phases(List.of(lines));
  }
}
