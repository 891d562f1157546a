package dev.tuninglab.gatling;

import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What a slice measured.
 *
 * @param id the order's
 * @param startedAtMillis start of the slice, milliseconds since 1970
 * @param elapsedNanos from the start to the end of the last request
 * @param endpoints by the request's name, in the order of the workload; all that were asked for,
 *     even those with no request in this slice
 * @param lateness microseconds from the scheduled instant to the write of the request: the
 *     generator's delay, waiting for an idle user, and connecting
 * @param ownLateness microseconds from the scheduled instant until an idle user took the request,
 *     where one was idle: the generator's own fault and nobody else's
 * @param waited requests that found every user busy
 * @param cpuNanos CPU time of the generator's process
 * @param gcMillis time in the generator's garbage collections
 * @param timeline the same by the instants at which requests were due; null unless asked for
 */
public record SliceReport(
    String id,
    long startedAtMillis,
    long elapsedNanos,
    Map<String, EndpointReport> endpoints,
    Histogram lateness,
    Histogram ownLateness,
    long waited,
    long cpuNanos,
    long gcMillis,
    Timeline timeline) {

  /** One without a timeline. */
  public SliceReport(
      String id,
      long startedAtMillis,
      long elapsedNanos,
      Map<String, EndpointReport> endpoints,
      Histogram lateness,
      Histogram ownLateness,
      long waited,
      long cpuNanos,
      long gcMillis) {
    this(
        id,
        startedAtMillis,
        elapsedNanos,
        endpoints,
        lateness,
        ownLateness,
        waited,
        cpuNanos,
        gcMillis,
        null);
  }
}
