package dev.tuninglab.gatling.engine;

import dev.tuninglab.gatling.EndpointReport;
import dev.tuninglab.gatling.workload.RequestSpec;
import dev.tuninglab.gatling.workload.Workload;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** Counts and histograms of one slice. Safe for use by several threads. */
final class SliceRecorder {
  static final String COMPLETED = "completed";
  static final String REFUSED = "refused";
  static final String NOT_SENT = "not-sent";

  /** Longer latencies count as this. */
  static final long MAX_MICROS = 120_000_000;

  private final Map<String, Endpoint> endpoints = new LinkedHashMap<>();
  private final Set<Integer> refusals;
  private final long requestTimeoutNanos;
  private final Histogram lateness = histogram();
  private final Histogram ownLateness = histogram();
  private long waited;
  private long lastEnded;

  private static final class Endpoint {
    final Map<String, Long> failed = new TreeMap<>();
    final Map<String, Double> phases = new LinkedHashMap<>();
    final Histogram fromScheduled = histogram();
    final Histogram fromSent = histogram();
    final Histogram refusedFromScheduled = histogram();
    final Histogram failedFromScheduled = histogram();
    long offered;
    long completed;
    long refused;
    long retried;
    long responseBytes;
    long phased;
  }

  SliceRecorder(Workload workload, long requestTimeoutNanos) {
    this.refusals = workload.refusals();
    this.requestTimeoutNanos = requestTimeoutNanos;
    for (RequestSpec spec : workload.requests()) {
      endpoints.put(spec.name(), new Endpoint());
    }
  }

  /**
   * A request that a user took has ended, well or not.
   *
   * @return {@link #COMPLETED}, {@link #REFUSED} or the kind of its failure
   */
  synchronized String ended(Flight flight, boolean userWasIdle) {
    if (flight.writes > 0) {
      record(lateness, flight.sent - flight.scheduled);
    }
    if (userWasIdle) {
      record(ownLateness, flight.taken - flight.scheduled);
    } else {
      waited++;
    }
    Endpoint endpoint = endpoint(flight);
    endpoint.retried += flight.writes > 1 ? 1 : 0;
    if (refusals.contains(flight.status)) {
      endpoint.refused++;
      record(endpoint.refusedFromScheduled, flight.ended - flight.scheduled);
      return REFUSED;
    }
    endpoint.responseBytes += flight.responseBytes;
    String failure = flight.failure(requestTimeoutNanos);
    if (failure == null) {
      endpoint.completed++;
      record(endpoint.fromScheduled, flight.ended - flight.scheduled);
      record(endpoint.fromSent, flight.ended - flight.sent);
      endpoint.phased += flight.phases.isEmpty() ? 0 : 1;
      flight.phases.forEach((name, micros) -> ServerTiming.add(endpoint.phases, name, micros));
      return COMPLETED;
    }
    failed(endpoint, failure, flight);
    return failure;
  }

  /** No user became idle in time for this request. */
  synchronized void notSent(Flight flight) {
    waited++;
    failed(endpoint(flight), NOT_SENT, flight);
  }

  synchronized Map<String, EndpointReport> endpoints() {
    Map<String, EndpointReport> reports = new LinkedHashMap<>();
    endpoints.forEach(
        (name, e) ->
            reports.put(
                name,
                new EndpointReport(
                    e.offered,
                    e.completed,
                    e.refused,
                    e.failed,
                    e.retried,
                    e.fromScheduled,
                    e.fromSent,
                    e.refusedFromScheduled,
                    e.failedFromScheduled,
                    e.responseBytes,
                    e.phases,
                    e.phased)));
    return reports;
  }

  synchronized Histogram lateness() {
    return lateness;
  }

  synchronized Histogram ownLateness() {
    return ownLateness;
  }

  synchronized long waited() {
    return waited;
  }

  /** When the last request ended; 0 if there was none. */
  synchronized long lastEnded() {
    return lastEnded;
  }

  private Endpoint endpoint(Flight flight) {
    Endpoint endpoint = endpoints.get(flight.spec.name());
    endpoint.offered++;
    lastEnded = flight.ended;
    return endpoint;
  }

  private static void failed(Endpoint endpoint, String kind, Flight flight) {
    endpoint.failed.merge(kind, 1L, Long::sum);
    record(endpoint.failedFromScheduled, flight.ended - flight.scheduled);
  }

  private static void record(Histogram histogram, long nanos) {
    histogram.recordValue(Math.max(0, Math.min(MAX_MICROS, nanos / 1_000)));
  }

  private static Histogram histogram() {
    return new Histogram(1, MAX_MICROS, 3);
  }
}
