package dev.tuninglab.lab.bench;

import dev.tuninglab.gatling.GeneratorOptions;
import dev.tuninglab.gatling.Load;
import dev.tuninglab.gatling.SliceOrder;
import dev.tuninglab.gatling.workload.Arrivals;
import dev.tuninglab.gatling.workload.Feeder;
import dev.tuninglab.gatling.workload.RequestSpec;
import dev.tuninglab.gatling.workload.Workload;
import dev.tuninglab.lab.analysis.Comparison;
import dev.tuninglab.lab.analysis.Judge;
import dev.tuninglab.lab.analysis.Judgement;
import dev.tuninglab.lab.analysis.Looks;
import dev.tuninglab.lab.analysis.Metric;
import dev.tuninglab.lab.measure.Recording;
import dev.tuninglab.lab.measure.Slice;
import dev.tuninglab.lab.report.Results;
import dev.tuninglab.lab.report.Words;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Do several injectors measure what one does? One alone and several sharing the same schedule take
 * turns against one running service, in random order within each round, and are judged as variants
 * are. A fork here is a set of fresh generators.
 *
 * <p>Arguments: URL, path ({@code ${id}} is 1 to 1,000), injectors, rate, forks, rounds, seconds a
 * slice, seconds of warm-up.
 */
public final class InjectorsSideBySide {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String ONE = "injectors=1";

  private InjectorsSideBySide() {}

  public static void main(String[] args) throws Exception {
    Workload workload =
        new Workload(
            "side-by-side",
            List.of(RequestSpec.get("get", args[1])),
            Map.of("id", new Feeder.Uniform(1, 1_000, 1)));
    URI url = URI.create(args[0]);
    int several = Integer.parseInt(args[2]);
    double rate = Double.parseDouble(args[3]);
    int forks = Integer.parseInt(args[4]);
    int rounds = Integer.parseInt(args[5]);
    Duration slice = Duration.ofMillis((long) (1_000 * Double.parseDouble(args[6])));
    int warmUp = (int) (Double.parseDouble(args[7]) * 1_000 / slice.toMillis());
    Path folder = Files.createTempDirectory("side-by-side");
    String many = "injectors=" + several;
    List<Slice> slices = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(1);
    Load load = new Load.Open(rate, Arrivals.CONSTANT);
    // As the lab warms up: at the rate alone, each of several would see few requests and stay cold.
    Load backToBack = new Load.Closed(several);
    for (int fork = 1; fork <= forks; fork++) {
      try (Injectors one =
              Injectors.start(
                  GeneratorOptions.of(folder.resolve("one" + fork), workload), 1, path -> {});
          Injectors all =
              Injectors.start(
                  GeneratorOptions.of(folder.resolve("all" + fork), workload),
                  several,
                  path -> {})) {
        for (int round = 1 - warmUp; round <= rounds; round++) {
          boolean oneFirst = random.nextBoolean();
          for (int turn = 0; turn < 2; turn++) {
            boolean alone = (turn == 0) == oneFirst;
            SliceOrder order =
                new SliceOrder(
                    "f" + fork + "r" + round,
                    alone ? ONE : many,
                    url,
                    Map.of(),
                    Map.of(),
                    round > 0 ? load : backToBack,
                    slice,
                    fork * 1_000L + round,
                    round > 0);
            Slice measured =
                new Slice(
                    fork,
                    Math.max(1, round),
                    round > 0 ? Slice.Phase.MEASURED : Slice.Phase.WARM_UP,
                    alone ? ONE : many,
                    (alone ? one : all).run(order, PATIENCE));
            if (round > 0) {
              slices.add(measured);
            }
          }
        }
        System.out.println("fork " + fork + ": " + all.apart().orElse("began together"));
      }
    }
    print(new Recording(rate, slices), many);
  }

  private static void print(Recording recording, String many) {
    for (String name : List.of(ONE, many)) {
      System.out.printf(
          "%s: %d requests, %d failed, P50 %s, P90 %s, P99 %s, own lateness P99 %s%n",
          name,
          recording.total(name, Slice::completed),
          recording.total(name, Slice::failed),
          micros(recording, name, 50),
          micros(recording, name, 90),
          micros(recording, name, 99),
          Words.latency((double) recording.ownLateness(name).getValueAtPercentile(99)));
    }
    Judgement judgement =
        new Judge(Metric.PRIMARY, Results.MARGIN, Looks.once())
            .judge(recording.contender(ONE), List.of(recording.contender(many)));
    for (Comparison found : judgement.comparisons()) {
      System.out.printf(
          "%s: %.3f (%.3f to %.3f) %s, %d rounds, %d forks%n",
          found.metric().name(),
          found.ratio(),
          found.low(),
          found.high(),
          found.verdict(),
          found.rounds(),
          found.forks());
    }
  }

  private static String micros(Recording recording, String name, double percentile) {
    return Words.latency((double) recording.fromScheduled(name).getValueAtPercentile(percentile));
  }
}
