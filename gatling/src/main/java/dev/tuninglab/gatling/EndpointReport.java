package dev.tuninglab.gatling;

import java.util.Collections;
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
 *     not name), {@code protocol:http/1.1} (not the one that the order demands), {@code not-sent}
 *     (every user was busy for as long as a request may take)
 * @param retried requests written more than once, because a kept connection was closed under them
 * @param fromScheduled from the scheduled instant to the last byte, of completed requests
 * @param fromSent from the write of the request to the last byte, of completed requests
 * @param refusedFromScheduled from the scheduled instant to the last byte, of refused requests
 * @param failedFromScheduled from the scheduled instant to the failure, of failed requests
 * @param responseBytes bytes of all response bodies but those of refusals, as they were sent:
 *     nothing is decompressed, and headers, framing and encryption are not counted
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
    long responseBytes) {

  /** Keeps the kinds of failure in the order of their names. */
  public EndpointReport {
    failed = Collections.unmodifiableMap(new TreeMap<>(failed));
  }

  /** Failed requests of all kinds. */
  public long failures() {
    return failed.values().stream().mapToLong(Long::longValue).sum();
  }
}
