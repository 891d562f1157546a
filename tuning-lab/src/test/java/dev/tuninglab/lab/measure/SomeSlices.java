package dev.tuninglab.lab.measure;

import dev.tuninglab.gatling.EndpointReport;
import dev.tuninglab.gatling.SliceReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.PackedHistogram;

/**
 * Slices as a trial would bring them: lognormal latencies around a median, forks that differ, drawn
 * from a seed.
 */
public final class SomeSlices {
  private static final long BEGIN = 1_795_620_680_319L;
  private static final int REQUESTS = 200;
  private static final double FORKS_DIFFER = 0.03;

  private final Random random;
  private final List<Slice> slices = new ArrayList<>();
  private long clock = BEGIN;

  private SomeSlices(long seed) {
    random = new Random(seed);
  }

  /**
   * One warm-up round and so many measured ones a fork.
   *
   * @param medians in microseconds, by variant, in the order of their turns
   */
  public static List<Slice> of(Map<String, Double> medians, int forks, int rounds, long seed) {
    SomeSlices some = new SomeSlices(seed);
    for (int fork = 1; fork <= forks; fork++) {
      Map<String, Double> ofFork = new LinkedHashMap<>();
      medians.forEach(
          (variant, median) ->
              ofFork.put(variant, median * Math.exp(some.random.nextGaussian() * FORKS_DIFFER)));
      some.round(fork, 1, Slice.Phase.WARM_UP, ofFork);
      for (int round = 1; round <= rounds; round++) {
        some.round(fork, round, Slice.Phase.MEASURED, ofFork);
      }
    }
    return some.slices;
  }

  /** Puts them on disk as a trial does. */
  public static void write(Path folder, List<Slice> slices) {
    write(folder, slices, List.of());
  }

  /** As above, with what the subjects counted. */
  public static void write(Path folder, List<Slice> slices, List<SubjectCount> counts) {
    try (SliceLog log = SliceLog.create(folder)) {
      for (Slice slice : slices) {
        log.append(slice);
      }
      for (SubjectCount count : counts) {
        log.append(count);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What the subjects of slices would have counted: all that was sent to them in measured ones.
   *
   * @param before what their counters said then
   */
  public static List<SubjectCount> counts(List<Slice> slices, long before) {
    Map<List<Object>, Long> sent = new LinkedHashMap<>();
    slices.stream()
        .filter(slice -> slice.phase() == Slice.Phase.MEASURED)
        .forEach(s -> sent.merge(List.of(s.fork(), s.variant()), s.offered(), Long::sum));
    List<SubjectCount> counts = new ArrayList<>();
    sent.forEach(
        (subject, count) ->
            counts.add(
                new SubjectCount(
                    (int) subject.get(0), (String) subject.get(1), before, before + count)));
    return counts;
  }

  private void round(int fork, int round, Slice.Phase phase, Map<String, Double> medians) {
    medians.forEach(
        (variant, median) -> {
          String id = "f" + fork + SliceTag.phase(phase) + round;
          slices.add(new Slice(fork, round, phase, variant, report(id, median), stalls()));
          clock += 1_037;
        });
  }

  private SliceReport report(String id, double median) {
    Map<String, EndpointReport> endpoints = new LinkedHashMap<>();
    endpoints.put("order by id", endpoint(median, REQUESTS, 1, 0));
    endpoints.put("never, so far", endpoint(median, 0, 0, 0));
    endpoints.put("page", endpoint(2 * median, REQUESTS / 10, 0, 3));
    return new SliceReport(
        id,
        clock,
        1_000_000_000L + random.nextInt(30_000_000),
        endpoints,
        around(60, REQUESTS),
        around(20, REQUESTS),
        random.nextInt(3),
        random.nextInt(500_000_000),
        random.nextInt(10));
  }

  private Stalls stalls() {
    return new Stalls(
        random.nextInt(300), random.nextInt(9_000), random.nextInt(2), random.nextInt(20) - 10);
  }

  private EndpointReport endpoint(double median, int completed, int failed, int refused) {
    return new EndpointReport(
        completed + failed + refused,
        completed,
        refused,
        failed == 0 ? Map.of() : Map.of("status:500", (long) failed),
        random.nextInt(2),
        around(median, completed),
        around(median * 0.98, completed),
        around(median / 10, refused),
        around(median * 3, failed),
        completed * 612L + random.nextInt(9));
  }

  private Histogram around(double median, int count) {
    Histogram histogram = new PackedHistogram(Slice.HIGHEST_MICROS, 3);
    for (int i = 0; i < count; i++) {
      double micros = median * Math.exp(random.nextGaussian() * 0.4);
      histogram.recordValue(Math.round(Math.min(Slice.HIGHEST_MICROS, micros)));
    }
    return histogram;
  }
}
