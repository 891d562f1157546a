package dev.tuninglab.gatling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** What several injectors measured, put together, is what was measured. */
class SliceReportsTest {
  private static final List<String> ENDPOINTS = List.of("get", "put");
  private static final List<String> FAILURES = List.of("timeout", "status:500", "connect");
  private static final long MOST_MICROS = 120_000_000;
  private static final int BUCKETS = 4;

  /** One request that has ended. */
  private record Ended(String endpoint, String outcome, long micros, int bucket, boolean waited) {}

  @Property(tries = 100)
  void theSharesOfASplitRecordingGiveTheWhole(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 8) int injectors,
      @ForAll @IntRange(min = 0, max = 300) int requests) {
    List<Ended> all = requests(new Random(seed), requests);
    List<SliceReport> shares = split(all, injectors, new Random(seed + 1));
    SliceReport merged = SliceReports.merge(shares);
    SliceReport whole = report(all, 1_000);
    assertThat(merged.endpoints()).isEqualTo(whole.endpoints());
    assertThat(merged.lateness()).isEqualTo(whole.lateness());
    assertThat(merged.ownLateness()).isEqualTo(whole.ownLateness());
    assertThat(merged.waited()).isEqualTo(whole.waited());
    assertThat(merged.timeline()).isEqualTo(whole.timeline());
    assertThat(merged.cpuNanos()).isEqualTo(10L * injectors);
    assertThat(merged.gcMillis()).isEqualTo(3L * injectors);
  }

  @Property(tries = 100)
  void theOrderOfSharesDoesNotMatterAndTheyStayAsTheyAre(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 8) int injectors) {
    Random random = new Random(seed);
    List<Ended> all = requests(random, 100);
    List<SliceReport> shares = split(all, injectors, new Random(seed));
    SliceReport merged = SliceReports.merge(shares);
    List<SliceReport> shuffled = new ArrayList<>(shares);
    Collections.shuffle(shuffled, random);
    assertThat(SliceReports.merge(shuffled)).isEqualTo(merged);
    assertThat(shares).isEqualTo(split(all, injectors, new Random(seed)));
  }

  @Test
  void itLastsFromTheEarliestStartToTheLatestEnd() {
    List<SliceReport> shares =
        List.of(times(1_003, 500_000_000), times(1_000, 501_000_000), times(1_001, 499_000_000));
    SliceReport merged = SliceReports.merge(shares);
    assertThat(merged.startedAtMillis()).isEqualTo(1_000);
    assertThat(merged.elapsedNanos()).isEqualTo(503_000_000);
    assertThat(SliceReports.startsApartMillis(shares)).isEqualTo(3);
  }

  @Test
  void whatIsNotOfOneSliceIsRefused() {
    SliceReport one = times(0, 1);
    SliceReport other =
        new SliceReport(
            "t", 0, 1, one.endpoints(), one.lateness(), one.ownLateness(), 0, 0, 0, one.timeline());
    SliceReport bare =
        new SliceReport("s", 0, 1, one.endpoints(), one.lateness(), one.ownLateness(), 0, 0, 0);
    assertThatThrownBy(() -> SliceReports.merge(List.of(one, other)))
        .hasMessage("slice must be the same in all shares, but was s and t");
    assertThatThrownBy(() -> SliceReports.merge(List.of(one, bare)))
        .hasMessage("timeline must be in all shares, or in none");
    assertThatThrownBy(() -> SliceReports.merge(List.of()))
        .hasMessage("shares must be at least one report, but were none");
  }

  private static SliceReport times(long startMillis, long elapsedNanos) {
    SliceReport report = report(List.of(), startMillis);
    return new SliceReport(
        "s",
        startMillis,
        elapsedNanos,
        report.endpoints(),
        report.lateness(),
        report.ownLateness(),
        0,
        0,
        0,
        report.timeline());
  }

  private static List<Ended> requests(Random random, int count) {
    List<Ended> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String outcome =
          switch (random.nextInt(4)) {
            case 0 -> "refused";
            case 1 -> FAILURES.get(random.nextInt(FAILURES.size()));
            default -> "completed";
          };
      all.add(
          new Ended(
              ENDPOINTS.get(random.nextInt(ENDPOINTS.size())),
              outcome,
              (long) Math.exp(random.nextDouble() * Math.log(MOST_MICROS)),
              random.nextInt(BUCKETS),
              random.nextInt(5) == 0));
    }
    return all;
  }

  private static List<SliceReport> split(List<Ended> all, int injectors, Random random) {
    List<List<Ended>> shares =
        IntStream.range(0, injectors).<List<Ended>>mapToObj(i -> new ArrayList<>()).toList();
    all.forEach(ended -> shares.get(random.nextInt(injectors)).add(ended));
    return shares.stream().map(share -> report(share, 1_000)).toList();
  }

  private static SliceReport report(List<Ended> all, long startMillis) {
    Map<String, EndpointReport> endpoints = new LinkedHashMap<>();
    for (String name : ENDPOINTS) {
      List<Ended> own = all.stream().filter(e -> e.endpoint.equals(name)).toList();
      Map<String, Double> phases = new LinkedHashMap<>();
      own.stream()
          .filter(e -> e.outcome.equals("completed"))
          .forEach(e -> phases.merge("query" + e.micros % 3, (double) e.micros, Double::sum));
      endpoints.put(
          name,
          new EndpointReport(
              own.size(),
              count(own, "completed"),
              count(own, "refused"),
              failed(own),
              own.stream().filter(e -> e.micros % 7 == 0).count(),
              times(own, "completed"),
              times(own, "completed"),
              times(own, "refused"),
              times(own.stream().filter(SliceReportsTest::hasFailed).toList(), null),
              own.stream().mapToLong(Ended::micros).sum(),
              phases,
              count(own, "completed")));
    }
    List<Timeline.Bucket> buckets =
        IntStream.range(0, BUCKETS)
            .mapToObj(i -> bucket(all.stream().filter(e -> e.bucket == i).toList()))
            .toList();
    return new SliceReport(
        "s",
        startMillis,
        7,
        endpoints,
        times(all, null),
        times(all.stream().filter(e -> !e.waited).toList(), null),
        all.stream().filter(Ended::waited).count(),
        10,
        3,
        new Timeline(startMillis, Duration.ofMillis(10), buckets, false));
  }

  private static Timeline.Bucket bucket(List<Ended> own) {
    return new Timeline.Bucket(
        own.size(),
        count(own, "completed"),
        count(own, "refused"),
        failed(own),
        times(own, "completed"));
  }

  private static Map<String, Long> failed(List<Ended> own) {
    Map<String, Long> failed = new TreeMap<>();
    own.stream()
        .filter(SliceReportsTest::hasFailed)
        .forEach(e -> failed.merge(e.outcome, 1L, Long::sum));
    return failed;
  }

  private static boolean hasFailed(Ended ended) {
    return FAILURES.contains(ended.outcome);
  }

  private static long count(List<Ended> own, String outcome) {
    return own.stream().filter(e -> e.outcome.equals(outcome)).count();
  }

  /**
   * @param outcome of these alone; null for all
   */
  private static Histogram times(List<Ended> own, String outcome) {
    Histogram histogram = new Histogram(1, MOST_MICROS, 3);
    own.stream()
        .filter(e -> outcome == null || e.outcome.equals(outcome))
        .forEach(e -> histogram.recordValue(e.micros));
    return histogram;
  }
}
