package dev.tuninglab.gatling.workload;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The endless sequence of requests of a workload: the same seed, the same sequence. Not safe for
 * use by several threads at once.
 */
public final class Work {
  private final List<Kind> kinds;
  private final long weights;
  private final SplittableRandom random;

  /** One request to send: which of the workload's kinds, and its texts filled in. */
  public record Item(int kind, String path, String body) {}

  private record Kind(
      long weightBelow, Template path, Template body, Map<String, Feeder.Sampler> samplers) {}

  /** A sequence of its own for this random source. */
  public Work(Workload workload, SplittableRandom random) {
    this.random = random;
    long sum = 0;
    Map<String, Feeder.Sampler> samplers = new HashMap<>();
    workload.feeders().forEach((name, feeder) -> samplers.put(name, feeder.sampler()));
    Kind[] all = new Kind[workload.requests().size()];
    for (int i = 0; i < all.length; i++) {
      RequestSpec spec = workload.requests().get(i);
      Map<String, Feeder.Sampler> used = new LinkedHashMap<>();
      spec.variables().forEach(variable -> used.put(variable, samplers.get(variable)));
      sum += spec.weight();
      all[i] = new Kind(sum, spec.pathTemplate(), spec.bodyTemplate(), used);
    }
    this.kinds = List.of(all);
    this.weights = sum;
  }

  /** The next request. A variable that a request uses twice has one value in it. */
  public Item next() {
    long drawn = random.nextLong(weights);
    int index = 0;
    while (drawn >= kinds.get(index).weightBelow()) {
      index++;
    }
    Kind kind = kinds.get(index);
    Map<String, String> values = new HashMap<>();
    kind.samplers().forEach((name, sampler) -> values.put(name, sampler.next(random)));
    return new Item(
        index, kind.path().fill(name -> encode(values.get(name))), kind.body().fill(values::get));
  }

  private static String encode(String value) {
    // URLEncoder writes form data; in a path a blank is %20 and '+' is itself.
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
