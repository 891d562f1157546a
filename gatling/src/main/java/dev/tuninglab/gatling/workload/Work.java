package dev.tuninglab.gatling.workload;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * The endless sequence of requests of a workload: the same seed, the same sequence. Not safe for
 * use by several threads at once.
 */
public final class Work {
  private final List<Kind> kinds;
  private final long weights;
  private final SplittableRandom random;

  /**
   * One request to send: which of the workload's kinds, and its texts filled in.
   *
   * @param headers those that have variables
   */
  public record Item(int kind, String path, String body, Map<String, String> headers) {}

  private record Kind(
      long weightBelow,
      Template path,
      Template body,
      Map<String, Template> headers,
      List<Draw> draws) {}

  /**
   * @param different whether it differs from the request's other numbered draws of that feeder
   * @param table what the draw is the number of a row of; null if it is the value itself
   */
  private record Draw(
      String variable,
      String feeder,
      boolean different,
      Feeder.Sampler sampler,
      Feeder.Rows table) {}

  /** A sequence of its own for this random source. */
  public Work(Workload workload, SplittableRandom random) {
    this.random = random;
    long sum = 0;
    Map<String, Feeder.Sampler> samplers = new HashMap<>();
    Kind[] all = new Kind[workload.requests().size()];
    for (int i = 0; i < all.length; i++) {
      RequestSpec spec = workload.requests().get(i);
      sum += spec.weight();
      Map<String, Template> headers = spec.headerTemplates();
      headers.values().removeIf(template -> template.variables().isEmpty());
      List<Draw> draws =
          spec.variables().stream().map(name -> draw(name, workload, samplers)).toList();
      all[i] = new Kind(sum, spec.pathTemplate(), spec.bodyTemplate(), headers, draws);
    }
    this.kinds = List.of(all);
    this.weights = sum;
  }

  /**
   * The next request. A variable that a request uses twice has one value in it; variables that
   * differ in their number alone have different ones.
   */
  public Item next() {
    long drawn = random.nextLong(weights);
    int index = 0;
    while (drawn >= kinds.get(index).weightBelow()) {
      index++;
    }
    Kind kind = kinds.get(index);
    Map<String, String> values = values(kind.draws());
    Map<String, String> headers = new HashMap<>();
    kind.headers()
        .forEach((name, template) -> headers.put(name, template.fill(n -> value(n, values))));
    return new Item(
        index,
        kind.path().fill(name -> Secrets.encoded(value(name, values))),
        kind.body().fill(name -> value(name, values)),
        headers);
  }

  private static String value(String name, Map<String, String> values) {
    return Secrets.isOne(name) ? Secrets.value(name) : values.get(name);
  }

  private Map<String, String> values(List<Draw> draws) {
    Map<String, String> values = new HashMap<>();
    Map<String, Set<String>> taken = new HashMap<>();
    Map<String, List<String>> rows = new HashMap<>();
    for (Draw draw : draws) {
      if (draw.table() != null) {
        List<String> row =
            rows.computeIfAbsent(
                draw.feeder(),
                feeder -> draw.table().rows().get(Integer.parseInt(draw.sampler().next(random))));
        values.put(draw.variable(), row.get(draw.table().column(draw.feeder(), draw.variable())));
        continue;
      }
      String value = draw.sampler().next(random);
      if (draw.different()) {
        Set<String> others = taken.computeIfAbsent(draw.feeder(), feeder -> new HashSet<>());
        while (!others.add(value)) {
          value = draw.sampler().next(random);
        }
      }
      values.put(draw.variable(), value);
    }
    return values;
  }

  private static Draw draw(
      String variable, Workload workload, Map<String, Feeder.Sampler> samplers) {
    String feeder = workload.feederOf(variable);
    Feeder.Sampler sampler =
        samplers.computeIfAbsent(feeder, name -> workload.feeders().get(name).sampler());
    Feeder.Rows table = workload.feeders().get(feeder) instanceof Feeder.Rows rows ? rows : null;
    return new Draw(variable, feeder, table == null && !variable.equals(feeder), sampler, table);
  }
}
