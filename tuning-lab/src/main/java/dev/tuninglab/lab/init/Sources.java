package dev.tuninglab.lab.init;

import dev.tuninglab.lab.experiment.BadInput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What all sources of requests have in common. */
final class Sources {
  private Sources() {}

  /**
   * @param kind what it should be: {@code access log}
   * @throws BadInput if there is no such file
   */
  static Path existing(String kind, Path file) {
    if (!Files.isRegularFile(file)) {
      throw new BadInput(
          kind + " " + file + (Files.exists(file) ? " is not a file" : " does not exist"));
    }
    return file;
  }

  /** The refusal of a source of which nothing is left. */
  static BadInput nothingTaken(String name, LeftOuts leftOuts) {
    String reasons =
        leftOuts.all().stream()
            .map(left -> String.format(Locale.ROOT, "%,d %s", left.count(), left.what()))
            .collect(Collectors.joining("; "));
    return new BadInput(
        name + " holds no request to take" + (reasons.isEmpty() ? "" : "; left out: " + reasons));
  }

  /** Of a URL alone: one GET. */
  static FoundRequests ofUrl(ServiceUrl url) {
    return new FoundRequests(
        Names.ofService(url.host()),
        "the URL alone",
        List.of(FoundRequest.get(Names.ofRequest("GET", url.target()), url.target(), List.of())),
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of());
  }

  /** A file needs one request at least, and writes stand in it as comments. */
  static FoundRequests withOneRead(FoundRequests found, ServiceUrl url) {
    if (!found.reads().isEmpty()) {
      return found;
    }
    List<FoundRequest> requests = new ArrayList<>(found.requests());
    requests.add(0, FoundRequest.get("url", url.target(), List.of()));
    List<String> notes = new ArrayList<>(found.notes());
    notes.add("there is no GET in it: the file asks for " + url.target() + " instead");
    return new FoundRequests(
        found.name(),
        found.source(),
        requests,
        found.feeders(),
        found.pace(),
        found.ready(),
        found.leftOut(),
        notes);
  }
}
