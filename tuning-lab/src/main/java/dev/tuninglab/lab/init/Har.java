package dev.tuninglab.lab.init;

import dev.tuninglab.lab.experiment.BadInput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;

/**
 * Takes requests from what a browser recorded. Secrets are never taken: the file is read twice, so
 * that one which is known from its place is known everywhere else too.
 */
final class Har {
  private static final int ERRORS = 400;

  private final HarFile file;
  private final ServiceUrl url;
  private final boolean keepStatic;
  private final Bystanders bystanders;
  private final Secrets secrets = new Secrets();
  private final SentBody bodies = new SentBody(secrets);
  private final LeftOuts leftOuts = new LeftOuts();
  private final Traffic traffic = new Traffic(secrets, leftOuts);

  private Har(HarFile file, ServiceUrl url, boolean keepStatic) {
    this.file = file;
    this.url = url;
    this.keepStatic = keepStatic;
    this.bystanders = new Bystanders(keepStatic);
  }

  /**
   * @throws BadInput if it is no HAR, or holds no request to take; the message names file, line and
   *     reason
   */
  static FoundRequests read(Path path, ServiceUrl url, boolean keepStatic) {
    HarFile file = new HarFile(Sources.existing("HAR", path));
    Har har = new Har(file, url, keepStatic);
    file.forEach(har::learn);
    long entries = file.forEach(har::take);
    return har.found(path, entries);
  }

  private void learn(HarEntry entry) {
    for (String side : List.of("request", "response")) {
      entry.headers(side).forEach(header -> SentHeaders.learn(header, secrets));
    }
    entry.cookies().forEach(secrets::learnCookie);
    bodies.learn(entry.bodyType(), entry.body());
    Matcher parts = entry.url();
    if (parts.matches() && parts.group(4) != null && parts.group(4).contains("?")) {
      String query = parts.group(4).substring(parts.group(4).indexOf('?') + 1);
      bodies.learn("application/x-www-form-urlencoded", query);
    }
  }

  private void take(HarEntry entry) {
    Matcher parts = entry.url();
    if (!parts.matches()) {
      leftOuts.count("of URLs that are not of http (data:, blob: and the like)");
      return;
    }
    String host = parts.group(2);
    boolean secure = parts.group(1).equalsIgnoreCase("https");
    int port = parts.group(3) == null ? (secure ? 443 : 80) : Integer.parseInt(parts.group(3));
    String target = parts.group(4) == null ? "/" : parts.group(4);
    if (!url.isAt(host, port)) {
      leftOuts.count("to other hosts", secrets.isIn(host) ? "..." : host + ":" + port);
    } else if (!keepStatic && entry.isStatic()) {
      leftOuts.count(Bystanders.STATIC_FILES);
    } else if (entry.isStream()) {
      leftOuts.count("that stay open (web sockets, event streams)");
    } else if (entry.status() >= ERRORS) {
      leftOuts.count("answered with 400 or more");
    } else if (entry.status() < 200) {
      leftOuts.count("not answered");
    } else {
      Optional<String> reason = bystanders.reason(target, "");
      if (reason.isPresent()) {
        leftOuts.count(reason.get());
      } else {
        traffic.add(entry.method(), target, entry.status(), sent(entry));
      }
    }
  }

  private Sent sent(HarEntry entry) {
    Map<String, String> headers = SentHeaders.written(entry.headers("request"), secrets);
    String body = entry.body();
    if (body.isEmpty() || entry.method().equals("GET")) {
      headers.remove("content-type");
      return new Sent(headers, null, List.of());
    }
    Optional<String> written = bodies.written(entry.bodyType(), body);
    if (written.isPresent()) {
      return new Sent(headers, written.get(), List.of());
    }
    headers.remove("content-type");
    return new Sent(
        headers,
        null,
        List.of("Its body is not here: it is neither JSON nor a form, or too long. Put one."));
  }

  private FoundRequests found(Path path, long entries) {
    if (traffic.isEmpty()) {
      throw Sources.nothingTaken(file.name(), leftOuts);
    }
    TrafficFindings findings = new TrafficFindings(traffic, leftOuts);
    List<String> notes = new ArrayList<>(findings.notes());
    return Sources.withOneRead(
        new FoundRequests(
            Names.ofService(url.host()),
            String.format(Locale.ROOT, "HAR %s (%,d requests)", path.getFileName(), entries),
            findings.requests(),
            findings.feeders(),
            Optional.empty(),
            Optional.empty(),
            leftOuts.all(),
            notes),
        url);
  }
}
