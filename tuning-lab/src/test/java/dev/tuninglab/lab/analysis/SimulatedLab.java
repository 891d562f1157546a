package dev.tuninglab.lab.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A lab whose truth is known: draws what a load generator would have seen of several variants that
 * take turns on one machine.
 *
 * <p>A request's latency is heavy-tailed by itself (lognormal, 3% with a Pareto tail of index 2.5).
 * It is multiplied by what its JVM is like, what the round was like for all, what it was like for
 * this slice alone, how far the machine has drifted, and what the warm-up left; a stall adds to a
 * stretch of a slice, like a queue that drains. The first variant is the baseline; all others are
 * slower by the same factor or the same time.
 */
final class SimulatedLab {
  /** Latencies of an undisturbed JVM, as many as a table can have and still stay in a cache. */
  private static final double[] BODY = body();

  private static final double BASE_MICROS = 2_000;
  private static final double[] ENDPOINT_LEVELS = {1, 2.5, 0.4};
  private static final int USERS = 4;

  int forks = 5;
  int rounds = 5;
  int requests = 100;
  int variants = 2;
  int endpoints = 1;

  /** Candidates' latencies: times this factor, plus these microseconds. */
  double ratio = 1;

  double addedMicros;

  /** Standard deviations of logarithms. */
  double forkSpread = 0.05;

  double candidatesForkSpread = Double.NaN;
  double roundSpread = 0.2;
  double sliceSpread = 0.05;

  /** Share of JVMs that are 20% slower than others. */
  double slowJvms;

  /** Logarithm of what the machine slows down by from the first slice to the last. */
  double drift;

  /** Logarithm of what a fork's first round is too slow by, on average; halves each round. */
  double warmUp;

  /** Share of slices with a stall. */
  double stalls;

  /** Back to back: throughput follows from latency. Otherwise a slice takes a second. */
  boolean closed;

  private static double[] body() {
    SplittableRandom random = new SplittableRandom(1);
    double[] values = new double[1 << 14];
    for (int i = 0; i < values.length; i++) {
      double tail = random.nextDouble() < 0.03 ? Math.pow(1 - random.nextDouble(), -1 / 2.5) : 1;
      values[i] = Math.exp(0.5 * random.nextGaussian()) * tail;
    }
    return values;
  }

  /** What there is after each fork, so that it can be looked at: the baseline first. */
  List<List<Contender>> experiment(long seed) {
    Sitting sitting = new Sitting(seed);
    List<List<Contender>> byFork = new ArrayList<>();
    for (int fork = 1; fork <= forks; fork++) {
      sitting.measureFork();
      byFork.add(sitting.contenders());
    }
    return byFork;
  }

  /** One experiment as it goes on. */
  final class Sitting {
    private final SplittableRandom random;
    private final List<List<Run>> all = new ArrayList<>();
    private final List<Map<String, List<Run>>> parts = new ArrayList<>();
    private int fork;

    Sitting(long seed) {
      // Mixed first: the generator counts up from its seed, so that seeds a multiple of its step
      // apart would give the same numbers, only shifted.
      random = new SplittableRandom(new SplittableRandom(seed).nextLong());
      for (int v = 0; v < variants; v++) {
        all.add(new ArrayList<>());
        parts.add(new LinkedHashMap<>());
      }
    }

    void measureFork() {
      fork(random, ++fork, all, parts);
    }

    /** The baseline first. */
    List<Contender> contenders() {
      List<Contender> contenders = new ArrayList<>();
      for (int v = 0; v < variants; v++) {
        Map<String, Sample> endpointSamples = new LinkedHashMap<>();
        parts.get(v).forEach((name, runs) -> endpointSamples.put(name, new Sample(runs)));
        contenders.add(new Contender("v" + v, new Sample(all.get(v)), endpointSamples));
      }
      return contenders;
    }
  }

  private void fork(
      SplittableRandom random, int fork, List<List<Run>> all, List<Map<String, List<Run>>> parts) {
    double[][] jvm = new double[variants][endpoints];
    double[] leftover = new double[variants];
    for (int v = 0; v < variants; v++) {
      double spread =
          v > 0 && !Double.isNaN(candidatesForkSpread) ? candidatesForkSpread : forkSpread;
      double common = spread * random.nextGaussian();
      if (random.nextDouble() < slowJvms) {
        common += Math.log(1.2);
      }
      for (int e = 0; e < endpoints; e++) {
        jvm[v][e] = common + (endpoints > 1 ? spread / 2 * random.nextGaussian() : 0);
      }
      leftover[v] = warmUp == 0 ? 0 : warmUp * -Math.log(1 - random.nextDouble());
    }
    for (int round = 1; round <= rounds; round++) {
      double ofRound = roundSpread * random.nextGaussian();
      int[] order = shuffled(random);
      for (int place = 0; place < variants; place++) {
        int v = order[place];
        double turn = ((fork - 1) * rounds + round - 1) * variants + place;
        double log =
            ofRound
                + sliceSpread * random.nextGaussian()
                + drift * turn / (forks * rounds * variants)
                + leftover[v] * Math.pow(0.5, round - 1);
        slice(random, fork, round, v, log, jvm[v], all.get(v), parts.get(v));
      }
    }
  }

  private int[] shuffled(SplittableRandom random) {
    int[] order = new int[variants];
    for (int i = 0; i < variants; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  private void slice(
      SplittableRandom random,
      int fork,
      int round,
      int variant,
      double log,
      double[] jvm,
      List<Run> all,
      Map<String, List<Run>> parts) {
    double[] factors = new double[endpoints];
    for (int e = 0; e < endpoints; e++) {
      factors[e] =
          BASE_MICROS
              * (endpoints == 1 ? 1 : ENDPOINT_LEVELS[e % ENDPOINT_LEVELS.length])
              * Math.exp(log + jvm[e])
              * (variant == 0 ? 1 : ratio);
    }
    double added = variant == 0 ? 0 : addedMicros;
    boolean stalled = stalls > 0 && random.nextDouble() < stalls;
    int from = stalled ? random.nextInt(requests) : requests;
    int length = stalled ? 1 + random.nextInt(Math.max(1, requests / 4)) : 1;
    double height = stalled ? 6 * factors[0] * -Math.log(1 - random.nextDouble()) : 0;
    long[] values = new long[requests];
    double sum = 0;
    for (int i = 0; i < requests; i++) {
      double micros = factors[i % endpoints] * BODY[random.nextInt() & (BODY.length - 1)] + added;
      if (i >= from && i < from + length) {
        micros += height * (from + length - i) / length;
      }
      sum += micros;
      values[i] = Math.max(1, Math.round(micros));
    }
    double seconds = closed ? sum / USERS / 1e6 : 1;
    if (endpoints > 1) {
      for (int e = 0; e < endpoints; e++) {
        long[] own = new long[(requests - e + endpoints - 1) / endpoints];
        for (int i = 0; i < own.length; i++) {
          own[i] = values[e + i * endpoints];
        }
        parts
            .computeIfAbsent("e" + e, name -> new ArrayList<>())
            .add(run(fork, round, seconds, own));
      }
    }
    all.add(run(fork, round, seconds, values));
  }

  static Run run(int fork, int round, double seconds, long[] values) {
    Arrays.sort(values);
    long[] distinct = new long[values.length];
    long[] counts = new long[values.length];
    int size = 0;
    for (long value : values) {
      if (size == 0 || distinct[size - 1] != value) {
        distinct[size++] = value;
      }
      counts[size - 1]++;
    }
    return new Run(
        fork, round, seconds, Arrays.copyOf(distinct, size), Arrays.copyOf(counts, size));
  }
}
