package dev.tuninglab.lab.measure;

import dev.tuninglab.gatling.EndpointReport;
import dev.tuninglab.gatling.Load;
import dev.tuninglab.gatling.SliceReport;
import dev.tuninglab.gatling.workload.Arrivals;
import dev.tuninglab.lab.analysis.Metric;
import dev.tuninglab.lab.analysis.capacity.Search;
import dev.tuninglab.lab.experiment.Demand;
import dev.tuninglab.lab.experiment.Design;
import dev.tuninglab.lab.experiment.Experiment;
import dev.tuninglab.lab.experiment.Gates;
import dev.tuninglab.lab.experiment.Mode;
import dev.tuninglab.lab.experiment.Network;
import dev.tuninglab.lab.experiment.Question;
import dev.tuninglab.lab.experiment.Rate;
import dev.tuninglab.lab.experiment.Sla;
import dev.tuninglab.lab.experiment.Variant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * A search for capacities as a trial would leave it: services that answer in 2 ms up to their
 * capacity, and in half a second beyond.
 */
public final class SomeSearch {
  public static final Sla SLA = Sla.parse(Sla.DEFAULT);

  private static final long BEGIN = 1_795_620_680_319L;
  private static final Stalls STILL = new Stalls(60_000, 120_000, 120_000, 0);

  private final List<Slice> slices = new ArrayList<>();

  private SomeSearch() {}

  /**
   * @param capacities requests a second, by variant
   */
  public static Recording of(Map<String, Double> capacities, int forks, List<Integer> users) {
    SomeSearch some = new SomeSearch();
    for (int fork = 1; fork <= forks; fork++) {
      for (Map.Entry<String, Double> of : capacities.entrySet()) {
        some.search(fork, of.getKey(), of.getValue() * (1 + 0.02 * (fork - 2)), 50 + fork);
        for (int many : users) {
          some.closed(fork, of.getKey(), many, of.getValue());
        }
      }
    }
    return new Recording(0, some.slices);
  }

  private void search(int fork, String variant, double capacity, double from) {
    Search search = Search.from(from, 1.25);
    int round = 1;
    while (!search.ended(Rate.HIGHEST)) {
      boolean held = search.rate() <= capacity;
      slices.add(tried(fork, round++, variant, search.rate(), held ? 2_000 : 500_000, null));
      search = search.after(held, held, Rate.HIGHEST);
    }
  }

  private void closed(int fork, String variant, int users, double capacity) {
    double perSecond = capacity * users / (users + 3.0);
    SliceReport report = report((long) perSecond, 1_000, 1_000_000_000L);
    slices.add(
        new Slice(
            fork,
            100 + users,
            Slice.Phase.MEASURED,
            variant,
            report,
            null,
            new Load.Closed(users)));
  }

  /**
   * A rate that was offered for two seconds.
   *
   * @param micros latency of all requests
   */
  public static Slice tried(
      int fork, int round, String variant, double rate, long micros, Stalls stalls) {
    return tried(fork, round, variant, rate, micros, stalls, 2_000_000_000L);
  }

  /** The same, but the last answer came a second late. */
  public static Slice triedForLong(int fork, int round, String variant, double rate, long micros) {
    return tried(fork, round, variant, rate, micros, null, 3_000_000_000L);
  }

  private static Slice tried(
      int fork, int round, String variant, double rate, long micros, Stalls stalls, long nanos) {
    return new Slice(
        fork,
        round,
        Slice.Phase.MEASURED,
        variant,
        report(Math.max(1, Math.round(2 * rate)), micros, nanos),
        stalls,
        new Load.Open(rate, Arrivals.CONSTANT));
  }

  /** The same while the machine stood still for 120 ms. */
  public static Slice triedInVain(int fork, int round, String variant, double rate) {
    return tried(fork, round, variant, rate, 500_000, STILL);
  }

  private static SliceReport report(long requests, long micros, long nanos) {
    Histogram latencies = Slice.histogram();
    latencies.recordValueWithCount(micros, requests);
    Histogram none = Slice.histogram();
    EndpointReport endpoint =
        new EndpointReport(
            requests, requests, 0, Map.of(), 0, latencies, latencies, none, none, 100 * requests);
    return new SliceReport(
        "f", BEGIN, nanos, Map.of("work", endpoint), none, none, 0, nanos / 20, 0);
  }

  public static Experiment experiment(List<String> variants, List<Integer> users, Gates gates) {
    Design design =
        new Design(
            Duration.ofSeconds(160),
            3,
            10_000,
            SLA.step(),
            Duration.ofSeconds(6),
            new Mode.Capacity(SLA, Mode.Spread.CONSTANT),
            Metric.named("throughput").orElseThrow(),
            null,
            7);
    return new Experiment(
        "capacity",
        List.of("capacity", "--seed", "7"),
        "sample API",
        variants.stream().map(name -> new Variant(name, Map.of("pool", name))).toList(),
        "work",
        design,
        "small data, seed 1",
        Network.LOOPBACK,
        gates,
        new Question.Capacity(
            List.of(Demand.parse("--target", "1M/day"), Demand.parse("--target", "10k/s")), users));
  }
}
