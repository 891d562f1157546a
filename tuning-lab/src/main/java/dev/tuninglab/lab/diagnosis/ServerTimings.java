package dev.tuninglab.lab.diagnosis;

import dev.tuninglab.gatling.EndpointReport;
import dev.tuninglab.lab.measure.Slice;
import dev.tuninglab.lab.why.Phase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Phases that a service named in its responses, summed over slices. */
final class ServerTimings {
  private final Map<String, Double> micros = new LinkedHashMap<>();
  private long requests;

  void add(Slice slice) {
    requests += slice.completed();
    for (EndpointReport endpoint : slice.report().endpoints().values()) {
      endpoint.phases().forEach((name, sum) -> micros.merge(name, sum, Double::sum));
    }
  }

  /** In the order in which the service names them; none if it names none. */
  List<Phase> phases() {
    return micros.entrySet().stream()
        .map(phase -> new Phase(phase.getKey(), phase.getValue() / requests))
        .toList();
  }
}
