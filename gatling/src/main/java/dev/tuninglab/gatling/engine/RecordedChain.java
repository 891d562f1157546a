package dev.tuninglab.gatling.engine;

import static io.gatling.javaapi.core.CoreDsl.doSwitch;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.onCase;

import dev.tuninglab.gatling.EndpointReport;
import dev.tuninglab.gatling.workload.RequestSpec;
import dev.tuninglab.gatling.workload.Work;
import dev.tuninglab.gatling.workload.Workload;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Choice;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/**
 * One request of a workload as an ordinary chain of Gatling, recorded in microseconds: for use with
 * Gatling's own injection, whose scheduled instants only Gatling knows. So here latency counts from
 * the moment the virtual user begins.
 */
public final class RecordedChain {
  private static final long REQUEST_TIMEOUT =
      TimeUnit.MILLISECONDS.toNanos(Long.getLong("gatling.http.requestTimeout", 60_000));

  private final Workload workload;
  private final String baseUrl;
  private final Work work;
  private final SliceRecorder recorder;
  private final KnownTags tags = new KnownTags();
  private final AnswerChecks.Allowance looks = new AnswerChecks.Allowance(System.nanoTime());

  /** The same seed asks for the same requests in the same order. */
  public RecordedChain(Workload workload, String baseUrl, long seed) {
    this.workload = workload;
    this.baseUrl = baseUrl.replaceAll("/+$", "");
    this.work = new Work(workload, new SplittableRandom(seed));
    this.recorder = new SliceRecorder(workload, REQUEST_TIMEOUT);
  }

  /** What the requests need of the protocol. */
  public HttpProtocolBuilder protocol() {
    return Requests.protocol();
  }

  /** Draws a request, sends it, records it. */
  public ChainBuilder chain() {
    List<Choice.WithKey> kinds =
        IntStream.range(0, workload.requests().size())
            .mapToObj(i -> onCase(i).then(exec(Requests.of(workload.requests().get(i)))))
            .toList();
    return exec(this::begin)
        .exec(doSwitch(session -> Requests.flight(session).item.kind()).on(kinds))
        .exec(this::end);
  }

  private Session begin(Session session) {
    Work.Item item;
    synchronized (work) {
      item = work.next();
    }
    RequestSpec spec = workload.requests().get(item.kind());
    Map<String, String> headers = Requests.headers(spec);
    headers.putAll(item.headers());
    long now = System.nanoTime();
    Flight flight =
        new Flight(
            spec, item, spec.name(), baseUrl + item.path(), headers, now, null, false, tags, looks);
    flight.taken = now;
    return session.set(Requests.FLIGHT, flight);
  }

  private Session end(Session session) {
    Flight flight = Requests.flight(session);
    if (flight.status == 0) {
      flight.ended = System.nanoTime();
    }
    recorder.ended(flight, true);
    return session;
  }

  /** A table of what was recorded so far, one line a kind of request. */
  public String summary() {
    StringBuilder table =
        new StringBuilder(
            String.format(
                "%-16s %9s %9s %9s %9s %9s %9s %9s  %s%n",
                "microseconds",
                "requests",
                "P50",
                "P90",
                "P99",
                "P99.9",
                "max",
                "refused",
                "failed"));
    recorder
        .endpoints()
        .forEach(
            (name, e) -> {
              line(table, name, e.fromScheduled(), e);
              line(table, "  from the send", e.fromSent(), e);
            });
    return table.toString();
  }

  private static void line(StringBuilder to, String name, Histogram h, EndpointReport e) {
    to.append(
        String.format(
            Locale.ROOT,
            "%-16s %9d %9d %9d %9d %9d %9d %9d  %s%n",
            name,
            e.offered(),
            h.getValueAtPercentile(50),
            h.getValueAtPercentile(90),
            h.getValueAtPercentile(99),
            h.getValueAtPercentile(99.9),
            h.getMaxValue(),
            e.refused(),
            e.failed()));
  }
}
