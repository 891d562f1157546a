package dev.tuninglab.lab.analysis;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The simulated labs in which the promises are counted. */
final class ProofLabs {
  private ProofLabs() {}

  static SimulatedLab lab(Consumer<SimulatedLab> change) {
    SimulatedLab lab = new SimulatedLab();
    change.accept(lab);
    return lab;
  }

  /** All that a machine can do at once. */
  static void everything(SimulatedLab lab) {
    lab.slowJvms = 0.1;
    lab.drift = 0.3;
    lab.warmUp = 0.1;
    lab.stalls = 0.15;
    lab.candidatesForkSpread = 0.10;
  }

  /** All at once, and this besides. */
  static Consumer<SimulatedLab> all(Consumer<SimulatedLab> besides) {
    Consumer<SimulatedLab> everything = ProofLabs::everything;
    return everything.andThen(besides);
  }

  static Map<String, Consumer<SimulatedLab>> settings() {
    Map<String, Consumer<SimulatedLab>> settings = new LinkedHashMap<>();
    settings.put("plain: JVMs differ by 5%, 5 forks x 5 rounds x 100 requests", lab -> {});
    settings.put("JVMs differ by 2%", lab -> lab.forkSpread = 0.02);
    settings.put("JVMs differ by 8%", lab -> lab.forkSpread = 0.08);
    settings.put("one JVM in ten is 20% slower", lab -> lab.slowJvms = 0.1);
    settings.put(
        "the same, JVMs else differ by 2%",
        lab -> {
          lab.slowJvms = 0.1;
          lab.forkSpread = 0.02;
        });
    settings.put("candidate's JVMs differ by 10%", lab -> lab.candidatesForkSpread = 0.10);
    settings.put("rounds differ by 50%", lab -> lab.roundSpread = 0.5);
    settings.put("the machine slows down by 50%", lab -> lab.drift = Math.log(1.5));
    settings.put("warm-up unfinished: first round 20% slower", lab -> lab.warmUp = 0.2);
    settings.put("stalls in 20% of slices", lab -> lab.stalls = 0.2);
    settings.put("all of this at once", ProofLabs::everything);
    settings.put("all, 2 forks", all(lab -> lab.forks = 2));
    settings.put("all, 3 forks", all(lab -> lab.forks = 3));
    settings.put("all, 8 forks", all(lab -> lab.forks = 8));
    settings.put("all, 4 variants", all(lab -> lab.variants = 4));
    settings.put(
        "all, 3 endpoints",
        all(
            lab -> {
              lab.endpoints = 3;
              lab.requests = 90;
            }));
    settings.put(
        "all, 4 variants, 3 endpoints, back to back",
        all(
            lab -> {
              lab.variants = 4;
              lab.endpoints = 3;
              lab.requests = 90;
              lab.closed = true;
            }));
    settings.put("all, 50 requests a slice", all(lab -> lab.requests = 50));
    settings.put("all, 200 requests a slice", all(lab -> lab.requests = 200));
    return settings;
  }
}
