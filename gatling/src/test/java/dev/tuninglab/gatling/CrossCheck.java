package dev.tuninglab.gatling;

import dev.tuninglab.gatling.workload.Arrivals;
import dev.tuninglab.gatling.workload.RequestSpec;
import dev.tuninglab.gatling.workload.Workload;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * Compares the generator with a client on bare sockets, in interleaved slices against one trivial
 * server in its own process, and prints a Markdown table. Arguments: rounds (10), seconds a slice
 * (1), seconds of warm-up each (10).
 */
final class CrossCheck {
  private static final int[] RATES = {200, 500, 1_000, 2_000};
  private static final int MICROS_MAX = 120_000_000;

  private record Pair(Histogram ours, Histogram bare, Histogram lateness, Histogram sent) {
    Pair() {
      this(histogram(), histogram(), histogram(), histogram());
    }
  }

  private CrossCheck() {}

  public static void main(String[] args) throws Exception {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 10;
    int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 1;
    int warmUp = args.length > 2 ? Integer.parseInt(args[2]) : 10;
    Path folder = Files.createTempDirectory("cross-check");
    Workload workload = new Workload("check", List.of(RequestSpec.get("get", "/")), Map.of());
    Process server = server();
    try (Generator generator = Generator.start(GeneratorOptions.of(folder, workload))) {
      int port =
          Integer.parseInt(
              new BufferedReader(
                      new InputStreamReader(server.getInputStream(), StandardCharsets.US_ASCII))
                  .readLine());
      URI url = URI.create("http://127.0.0.1:" + port);
      try (BareClient bare = new BareClient(port)) {
        ours(generator, url, 1_000, warmUp, 0, new Pair());
        bare.run(1_000, warmUp, histogram());
        Map<Integer, Pair> results = new TreeMap<>();
        long cpu = 0;
        long requests = 0;
        for (int round = 0; round < rounds; round++) {
          for (int rate : RATES) {
            Pair pair = results.computeIfAbsent(rate, r -> new Pair());
            if (round % 2 == 0) {
              bare.run(rate, seconds, pair.bare());
            }
            SliceReport report = ours(generator, url, rate, seconds, round, pair);
            cpu += report.cpuNanos();
            requests += report.endpoints().get("get").offered();
            if (round % 2 == 1) {
              bare.run(rate, seconds, pair.bare());
            }
          }
        }
        print(results);
        System.out.printf("%nGenerator CPU a request: %d us%n", cpu / 1_000 / requests);
      }
    } finally {
      server.getOutputStream().close();
      server.waitFor();
    }
  }

  private static SliceReport ours(
      Generator generator, URI url, int rate, int seconds, long seed, Pair pair)
      throws InterruptedException {
    Duration length = Duration.ofSeconds(seconds);
    Load load = new Load.Open(rate, Arrivals.CONSTANT);
    SliceOrder order = new SliceOrder("s", "a", url, Map.of(), Map.of(), load, length, seed, true);
    SliceReport report = generator.run(order, length.plusSeconds(30));
    EndpointReport get = report.endpoints().get("get");
    if (get.failures() > 0) {
      throw new IllegalStateException("failed: " + get.failed());
    }
    pair.ours().add(get.fromScheduled());
    pair.sent().add(get.fromSent());
    pair.lateness().add(report.ownLateness());
    return report;
  }

  private static void print(Map<Integer, Pair> results) {
    System.out.println(
        "| rate/s | requests each | P50 generator | P50 bare | difference | P99 generator "
            + "| P99 bare | ratio | from send P50 / P99 | own lateness P50 / P99 |");
    System.out.println("|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
    results.forEach(
        (rate, p) ->
            System.out.printf(
                "| %d | %d | %d us | %d us | %+d us | %d us | %d us | %.2f | %d / %d us "
                    + "| %d / %d us |%n",
                rate,
                p.ours().getTotalCount(),
                at(p.ours(), 50),
                at(p.bare(), 50),
                at(p.ours(), 50) - at(p.bare(), 50),
                at(p.ours(), 99),
                at(p.bare(), 99),
                (double) at(p.ours(), 99) / at(p.bare(), 99),
                at(p.sent(), 50),
                at(p.sent(), 99),
                at(p.lateness(), 50),
                at(p.lateness(), 99)));
  }

  private static long at(Histogram histogram, double percentile) {
    return histogram.getValueAtPercentile(percentile);
  }

  private static Histogram histogram() {
    return new Histogram(1, MICROS_MAX, 3);
  }

  private static Process server() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            TinyServer.class.getName())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
