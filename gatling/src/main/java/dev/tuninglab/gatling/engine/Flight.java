package dev.tuninglab.gatling.engine;

import dev.tuninglab.gatling.workload.RequestSpec;
import dev.tuninglab.gatling.workload.Work;
import java.util.Map;

/**
 * One request on its way, with the instants of {@link System#nanoTime()} at which things happened.
 * Written by the event loop that carries it, once handed over.
 */
final class Flight {
  final RequestSpec spec;
  final Work.Item item;
  final String label;
  final String url;
  final Map<String, String> headers;
  final long scheduled;
  final KnownTags tags;

  /** What the answer must come by; null for any. */
  final String expectedProtocol;

  /** How many answers may be looked into. */
  final AnswerChecks.Allowance looks;

  /** Whether what the answer says of its phases is read. */
  final boolean readPhases;

  /** When an idle user took it. */
  long taken;

  /** When it was first written to the connection; meaningful if {@link #writes} is above 0. */
  long sent;

  /** When the last byte of the response was there, or when it was given up. */
  long ended;

  int writes;

  /** 0 as long as there is no whole response. */
  int status;

  /** Null when the body came as it is. */
  String coding;

  /** What the answer came by, {@code http/1.1} or {@code h2}. */
  String protocol;

  long responseBytes;

  /** The kind of failure of an answer that was looked into and found wanting; else null. */
  String failedCheck;

  /** What the response says of where the written thing is; null when it does not. */
  String foundAt;

  /** Microseconds by name; empty when none were told, or read. */
  Map<String, Double> phases = Map.of();

  Flight(
      RequestSpec spec,
      Work.Item item,
      String label,
      String url,
      Map<String, String> headers,
      long scheduled,
      String expectedProtocol,
      boolean readPhases,
      KnownTags tags,
      AnswerChecks.Allowance looks) {
    this.spec = spec;
    this.item = item;
    this.label = label;
    this.url = url;
    this.headers = headers;
    this.tags = tags;
    this.looks = looks;
    this.scheduled = scheduled;
    this.expectedProtocol = expectedProtocol;
    this.readPhases = readPhases;
  }

  void written(long now) {
    if (writes++ == 0) {
      sent = now;
    }
  }

  void answered(long now, int status, String protocol, String coding, long responseBytes) {
    this.ended = now;
    this.status = status;
    this.protocol = protocol;
    this.coding = coding;
    this.responseBytes = responseBytes;
  }

  /** Null for a success, else the kind of failure as reports name it. */
  String failure(long requestTimeoutNanos) {
    if (status != 0) {
      if (!spec.expects(status)) {
        return "status:" + status;
      }
      if (expectedProtocol != null && !expectedProtocol.equals(protocol)) {
        return "protocol:" + protocol;
      }
      return coding == null || isAskedFor(coding) ? failedCheck : "coding:" + coding;
    }
    if (writes == 0) {
      return "connect";
    }
    return ended - taken >= requestTimeoutNanos ? "timeout" : "closed";
  }

  private boolean isAskedFor(String coding) {
    for (String entry : headers.get("accept-encoding").split(",")) {
      String name = entry.split(";")[0].strip();
      if (name.equalsIgnoreCase(coding) || name.equals("*")) {
        return true;
      }
    }
    return false;
  }
}
