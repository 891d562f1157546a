package dev.tuninglab.gatling;

import dev.tuninglab.gatling.workload.Secrets;
import java.util.Map;
import java.util.TreeMap;

/**
 * A write that was due, and what became of it: enough to look for it, or to send it again. In a
 * file, {@code ${env:NAME}} stands for the value of a variable of the environment.
 *
 * @param request name of the request in its workload
 * @param key what makes it known to the service as the same write, whenever it comes
 * @param headers as they were sent
 * @param scheduledNanos since the start of the slice
 * @param endedNanos since the start of the slice
 * @param sent how often it was written to a connection; 0 when it cannot have been done
 * @param outcome {@code completed}, {@code refused} or the kind of failure, as in {@link
 *     EndpointReport}
 * @param status of the response; 0 without a whole one
 * @param foundAt where the service says that the written thing is; null when it did not say
 */
public record LedgerEntry(
    String request,
    String key,
    String method,
    String path,
    Map<String, String> headers,
    String body,
    long scheduledNanos,
    long endedNanos,
    int sent,
    String outcome,
    int status,
    String foundAt) {

  /** The same with the values of variables of the environment, to be sent; never to be written. */
  public LedgerEntry unmasked() {
    Map<String, String> sentHeaders = new TreeMap<>(headers);
    sentHeaders.replaceAll((name, value) -> Secrets.unmasked(value));
    return new LedgerEntry(
        request,
        key,
        method,
        Secrets.unmaskedPath(path),
        sentHeaders,
        Secrets.unmasked(body),
        scheduledNanos,
        endedNanos,
        sent,
        outcome,
        status,
        Secrets.unmaskedPath(foundAt));
  }
}
