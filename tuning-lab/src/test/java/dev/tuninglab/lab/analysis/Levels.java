package dev.tuninglab.lab.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Samples without noise within a fork: every request of a fork takes the same time. */
final class Levels {
  static final int ROUNDS = 3;
  static final int REQUESTS = 20;

  private Levels() {}

  /** One fork a level, in microseconds, of 3 rounds of 20 requests a second. */
  static Sample sample(double... micros) {
    List<Run> runs = new ArrayList<>();
    for (int fork = 0; fork < micros.length; fork++) {
      for (int round = 1; round <= ROUNDS; round++) {
        long[] value = {Math.round(micros[fork])};
        runs.add(new Run(fork + 1, round, 1.0, value, new long[] {REQUESTS}));
      }
    }
    return new Sample(runs);
  }

  static Contender contender(String name, double... micros) {
    return new Contender(name, sample(micros), Map.of());
  }

  /** A level, as often as there are forks. */
  static double[] level(int forks) {
    double[] micros = new double[forks];
    Arrays.fill(micros, 1e6);
    return micros;
  }

  /** The level times e to each of the exponents. */
  static double[] timesExp(double scale, double... exponents) {
    double[] micros = new double[exponents.length];
    for (int i = 0; i < micros.length; i++) {
      micros[i] = 1e6 * Math.exp(scale * exponents[i]);
    }
    return micros;
  }
}
