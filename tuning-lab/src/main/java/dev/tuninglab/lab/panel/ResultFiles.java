package dev.tuninglab.lab.panel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpStatus;

/** The files in folders of results, which may be anybody's. */
final class ResultFiles {
  /** Where they are on this server. */
  static final String FOLDERS = "/results/";

  /** What a browser shows; anything else it may keep. */
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("json", "application/json"),
          Map.entry("jsonl", "text/plain; charset=utf-8"),
          Map.entry("md", "text/plain; charset=utf-8"),
          Map.entry("csv", "text/plain; charset=utf-8"),
          Map.entry("xml", "text/plain; charset=utf-8"),
          Map.entry("log", "text/plain; charset=utf-8"),
          Map.entry("txt", "text/plain; charset=utf-8"));

  private final Path root;

  ResultFiles(Path root) {
    this.root = root;
  }

  /** {@code GET /results/{name}/{path}}. */
  Answer file(Incoming request) {
    String[] parts = request.path().substring(FOLDERS.length() - 1).split("/", 3);
    Path file =
        (parts.length == 3 ? inside(parts[1], parts[2]) : Optional.<Path>empty())
            .orElseThrow(
                () ->
                    new Problem.Found(
                        HttpStatus.NOT_FOUND_404, "there is no such file of results"));
    String name = file.getFileName().toString();
    String type =
        TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
    return Answer.file(type, file).with(Headers.FOREIGN);
  }

  /** A file that is in a folder of results: whatever its name says, and wherever links lead. */
  Optional<Path> inside(String name, String path) {
    try {
      Path results = root.toRealPath();
      Path folder = results.resolve(name).toRealPath();
      Path file = folder.resolve(path).toRealPath();
      return results.equals(folder.getParent())
              && file.startsWith(folder)
              && Files.isRegularFile(file)
          ? Optional.of(file)
          : Optional.empty();
    } catch (IOException | InvalidPathException e) {
      return Optional.empty();
    }
  }
}
