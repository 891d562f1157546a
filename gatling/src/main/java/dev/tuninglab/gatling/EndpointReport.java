package dev.tuninglab.gatling;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * What came back for one kind of request during a slice. Histograms hold microseconds, 1 to
 * 120,000,000, with three significant digits; longer values count as the longest.
 *
 * @param offered requests that were due
 * @param completed requests answered in full with an expected status
 * @param refused requests answered in full with a status of the workload's refusals
 * @param failed the others, by kind: {@code connect} (no connection came about), {@code timeout}
 *     (no whole answer in time), {@code closed} (the connection broke), {@code status:503} (an
 *     unexpected status), {@code coding:br} (a body in a coding that {@code accept-encoding} does
 *     not name), {@code protocol:http/1.1} (not the one that the order demands), {@code check:/id}
 *     (an answer that does not hold what it must; of those that are looked into), {@code not-sent}
 *     (every user was busy for as long as a request may take)
 * @param retried requests written more than once, because a kept connection was closed under them
 * @param fromScheduled from the scheduled instant to the last byte, of completed requests
 * @param fromSent from the write of the request to the last byte, of completed requests
 * @param refusedFromScheduled from the scheduled instant to the last byte, of refused requests
 * @param failedFromScheduled from the scheduled instant to the failure, of failed requests
 * @param responseBytes bytes of all response bodies but those of refusals, as they were sent:
 *     nothing is decompressed, and headers, framing and encryption are not counted
 * @param phases microseconds by the name of the phase, summed over the completed requests whose
 *     response timed it in a {@code Server-Timing} header, in the order in which names came; at
 *     most 32 names of at most 64 characters. They are the server's words. Empty unless the order
 *     asked for them
 * @param phased completed requests whose response timed at least one phase
 */
public record EndpointReport(
    long offered,
    long completed,
    long refused,
    Map<String, Long> failed,
    long retried,
    Histogram fromScheduled,
    Histogram fromSent,
    Histogram refusedFromScheduled,
    Histogram failedFromScheduled,
    long responseBytes,
    Map<String, Double> phases,
    long phased) {

  /** One without phases. */
  public EndpointReport(
      long offered,
      long completed,
      long refused,
      Map<String, Long> failed,
      long retried,
      Histogram fromScheduled,
      Histogram fromSent,
      Histogram refusedFromScheduled,
      Histogram failedFromScheduled,
      long responseBytes) {
    this(
        offered,
        completed,
        refused,
        failed,
        retried,
        fromScheduled,
        fromSent,
        refusedFromScheduled,
        failedFromScheduled,
        responseBytes,
        Map.of(),
        0);
  }

  /** Keeps the kinds of failure in the order of their names, phases in the order given. */
  public EndpointReport {
    failed = Collections.unmodifiableMap(new TreeMap<>(failed));
    phases = Collections.unmodifiableMap(new LinkedHashMap<>(phases));
  }

  /** Failed requests of all kinds. */
  public long failures() {
    return failed.values().stream().mapToLong(Long::longValue).sum();
  }
}
