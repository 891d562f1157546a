package dev.tuninglab.lab.init;

import dev.tuninglab.lab.experiment.BadInput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads an access log line by line: the common or combined form, or JSON lines. */
final class AccessLog {
  /** A live log has a line that is not whole yet, a shared one a few that are none. */
  private static final double MOST_UNREAD = 0.01;

  private static final int ERRORS = 400;

  private final String name;
  private final Path file;
  private final ServiceUrl url;
  private final Bystanders bystanders;
  private final LeftOuts leftOuts = new LeftOuts();
  private final Secrets secrets = new Secrets();
  private final Traffic traffic = new Traffic(secrets, leftOuts);
  private final ArrivalCount arrivals = new ArrivalCount();
  private LogEntry.Form form;
  private String firstLine;
  private long firstNumber;
  private long lines;
  private long unread;
  private String firstUnread;
  private String ready;

  private AccessLog(Path file, ServiceUrl url, Bystanders bystanders) {
    this.name = "access log " + file;
    this.file = file;
    this.url = url;
    this.bystanders = bystanders;
  }

  /**
   * @throws BadInput if it is no access log, or holds no request to take; the message names file,
   *     line and reason
   */
  static FoundRequests read(Path file, ServiceUrl url, Bystanders bystanders) {
    return new AccessLog(Sources.existing("access log", file), url, bystanders).read();
  }

  private FoundRequests read() {
    try (Lines reader = Lines.of(name, file)) {
      for (String line = reader.next(); line != null; line = reader.next()) {
        if (!line.isBlank()) {
          take(line, reader.number());
        }
      }
    } catch (IOException e) {
      throw new BadInput(name + " cannot be read: " + e.getMessage(), e);
    }
    if (lines == 0) {
      throw new BadInput(name + " is empty");
    }
    if (unread > MOST_UNREAD * lines && unread > 1) {
      throw new BadInput(
          String.format(
              Locale.ROOT,
              "%s %s; so are %,d of its %,d lines, more than 1%%",
              name,
              firstUnread,
              unread,
              lines));
    }
    return found();
  }

  private void take(String line, long number) {
    lines++;
    if (form == null) {
      form = line.startsWith("{") ? new JsonLog() : new CommonLog();
      firstLine = line;
      firstNumber = number;
    }
    try {
      LogEntry entry = form.read(line);
      if (entry == null) {
        leftOuts.count("lines about no request");
      } else {
        take(entry);
      }
    } catch (LogEntry.Unread e) {
      String where = "line " + number + ": " + e.getMessage();
      if (lines == 1) {
        throw new BadInput(
            name + " " + where + "; read are the common and combined forms, and JSON lines", e);
      }
      unread++;
      firstUnread = firstUnread == null ? where : firstUnread;
    }
  }

  private void take(LogEntry entry) {
    if (entry.method().isEmpty()) {
      leftOuts.count("that are no HTTP requests");
      return;
    }
    Optional<String> reason = bystanders.reason(entry.target(), entry.agent());
    if (reason.isPresent()) {
      String path = Bystanders.path(entry.target());
      if (reason.get().equals(Bystanders.STATIC_FILES)) {
        leftOuts.count(reason.get());
      } else {
        leftOuts.count(reason.get(), secrets.isIn(path) ? "..." : path);
      }
      if (reason.get().equals(Bystanders.HEALTH)
          && entry.status() == 200
          && entry.method().equals("GET")
          && ready == null
          && path.startsWith("/")) {
        ready = path;
      }
    } else if (entry.status() >= ERRORS) {
      leftOuts.count("answered with 400 or more");
    } else if (entry.status() < 200) {
      leftOuts.count("not answered, or with less than 200");
    } else if (traffic.add(entry.method(), entry.target(), entry.status(), sent(entry))) {
      arrivals.add(entry.time());
    }
  }

  private static Sent sent(LogEntry entry) {
    return entry.method().startsWith("P")
        ? new Sent(Map.of(), null, List.of("A log has no bodies: put one, if it takes one."))
        : Sent.NOTHING;
  }

  private FoundRequests found() {
    leftOuts.add("lines that could not be read, the first " + shortened(firstUnread), unread);
    if (traffic.isEmpty()) {
      if (form instanceof JsonLog json && json.members().isEmpty()) {
        throw new BadInput(name + " line " + firstNumber + ": " + JsonLog.lacks(firstLine));
      }
      throw Sources.nothingTaken(name, leftOuts);
    }
    TrafficFindings findings = new TrafficFindings(traffic, leftOuts);
    List<String> notes = new ArrayList<>();
    if (form instanceof JsonLog json) {
      notes.add(json.members());
    }
    Optional<FoundRequests.Pace> pace = arrivals.pace();
    if (pace.isEmpty()) {
      notes.add("no line tells a time, so how fast they came is not known");
    }
    notes.addAll(findings.notes());
    return Sources.withOneRead(
        new FoundRequests(
            Names.ofService(url.host()),
            String.format(
                Locale.ROOT,
                "access log %s (%s, %,d lines)",
                file.getFileName(),
                form.name(),
                lines),
            findings.requests(),
            findings.feeders(),
            pace,
            Optional.ofNullable(ready),
            leftOuts.all(),
            notes),
        url);
  }

  private static String shortened(String reason) {
    return reason == null ? "" : reason.replaceFirst(": .*", "");
  }
}
