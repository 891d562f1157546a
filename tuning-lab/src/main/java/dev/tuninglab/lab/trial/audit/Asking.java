package dev.tuninglab.lab.trial.audit;

import dev.tuninglab.gatling.LedgerEntry;
import dev.tuninglab.gatling.workload.RequestSpec;
import dev.tuninglab.gatling.workload.Secrets;
import dev.tuninglab.gatling.workload.Workload;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Asks a service, patiently, in plaintext, and past all relays. */
public final class Asking {
  private static final int TRIES = 4;
  private static final Duration PAUSE = Duration.ofMillis(250);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /** What the client sets by itself, or would take as an order of its own. */
  private static final Set<String> NOT_OURS =
      Set.of("host", "connection", "content-length", "expect", "upgrade", "transfer-encoding");

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();

  private final URI service;
  private final Map<String, RequestSpec> requests;

  /**
   * @param workload whose writes they were
   */
  public Asking(URI service, Workload workload) {
    this.service = service;
    this.requests =
        workload.requests().stream().collect(Collectors.toMap(RequestSpec::name, spec -> spec));
  }

  static boolean done(HttpResponse<String> answer) {
    return answer.statusCode() / 100 == 2;
  }

  static boolean found(HttpResponse<String> answer) {
    return answer.statusCode() == 200;
  }

  static boolean missing(HttpResponse<String> answer) {
    return answer.statusCode() == 404 || answer.statusCode() == 410;
  }

  /** Words of the service as they may be written down: it may have been told a secret. */
  String masked(LedgerEntry entry, String words) {
    return Secrets.masked(words, requests.get(entry.request()).secrets());
  }

  String foundAt(LedgerEntry entry) {
    return requests.get(entry.request()).ledger().foundAt();
  }

  /** The write once more; empty when there is no answer. */
  Optional<HttpResponse<String>> again(LedgerEntry entry) throws InterruptedException {
    HttpRequest.Builder request =
        to(entry.path()).method(entry.method(), HttpRequest.BodyPublishers.ofString(entry.body()));
    entry.headers().entrySet().stream()
        .filter(header -> !NOT_OURS.contains(header.getKey().toLowerCase(Locale.ROOT)))
        .forEach(header -> request.setHeader(header.getKey(), header.getValue()));
    return answer(request.build());
  }

  /**
   * What is at a place that the service named: at this service, whatever host it names. Headers of
   * the write that hold a secret go along, since they are what lets a client in.
   */
  Optional<HttpResponse<String>> read(LedgerEntry entry, String place) throws InterruptedException {
    try {
      URI named = service.resolve(place);
      String query = named.getRawQuery() == null ? "" : "?" + named.getRawQuery();
      HttpRequest.Builder request = to(named.getRawPath() + query);
      requests
          .get(entry.request())
          .headerTemplates()
          .forEach(
              (name, template) -> {
                if (!template.secrets().isEmpty() && entry.headers().containsKey(name)) {
                  request.setHeader(name, entry.headers().get(name));
                }
              });
      return answer(request.build());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(service.resolve(path)).timeout(TIMEOUT);
  }

  /** The last of a few, when the service cannot answer at first. */
  private Optional<HttpResponse<String>> answer(HttpRequest request) throws InterruptedException {
    HttpResponse<String> last = null;
    for (int i = 0; i < TRIES; i++) {
      if (i > 0) {
        Thread.sleep(PAUSE.toMillis());
      }
      try {
        last = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (last.statusCode() < 500) {
          return Optional.of(last);
        }
      } catch (IOException e) {
        last = null;
      }
    }
    return Optional.ofNullable(last);
  }
}
