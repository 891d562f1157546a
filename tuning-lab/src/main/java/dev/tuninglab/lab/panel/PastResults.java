package dev.tuninglab.lab.panel;

import dev.tuninglab.lab.report.Format;
import dev.tuninglab.lab.report.Headline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.util.URIUtil;

/** Folders of results that have a report. */
final class PastResults {
  private static final int MOST = 500;
  private static final String CALIBRATION = "calibration.md";

  private final Path root;
  private final ResultFiles files;
  private final Map<Path, Read> read = new ConcurrentHashMap<>();

  /**
   * @param root below which the folders are; it need not exist
   */
  PastResults(Path root) {
    this.root = root;
    this.files = new ResultFiles(root);
  }

  /**
   * One of them.
   *
   * @param name of the folder
   * @param question null where its result cannot be read
   * @param experiment what was compared
   * @param startedAt milliseconds since 1970
   * @param report path of the page below this server
   */
  record Entry(
      String name,
      String question,
      String experiment,
      long startedAt,
      String verdict,
      boolean valid,
      String report) {}

  /** What was read of a report that was written then. */
  private record Read(FileTime written, Entry entry, String words) {}

  Answer list(Incoming request) throws IOException {
    List<String> wanted =
        List.of(request.query("search").strip().toLowerCase(Locale.ROOT).split("\\s+"));
    if (!Files.isDirectory(root)) {
      return Answer.json(HttpStatus.OK_200, List.of());
    }
    try (Stream<Path> folders = Files.list(root)) {
      return Answer.json(
          HttpStatus.OK_200,
          folders
              .map(this::read)
              .flatMap(Optional::stream)
              .filter(found -> wanted.stream().allMatch(found.words()::contains))
              .map(Read::entry)
              .sorted(Comparator.comparing(Entry::startedAt).reversed())
              .limit(MOST)
              .toList());
    }
  }

  private Optional<Read> read(Path folder) {
    String name = folder.getFileName().toString();
    Optional<Path> page =
        files.inside(name, Format.HTML.file()).or(() -> files.inside(name, CALIBRATION));
    try {
      if (page.isEmpty()) {
        read.remove(folder);
        return Optional.empty();
      }
      FileTime written = Files.getLastModifiedTime(page.get());
      Read known = read.get(folder);
      if (known == null || !known.written().equals(written)) {
        known = read(folder, page.get(), written);
        read.put(folder, known);
      }
      return Optional.of(known);
    } catch (IOException e) {
      return Optional.empty(); // gone meanwhile
    }
  }

  private static Read read(Path folder, Path page, FileTime written) throws IOException {
    String name = folder.getFileName().toString();
    String report = ResultFiles.FOLDERS + URIUtil.encodePath(name) + "/" + page.getFileName();
    if (page.endsWith(CALIBRATION)) {
      String verdict = paragraph(page);
      Entry entry =
          new Entry(name, "calibrate", "calibration", written.toMillis(), verdict, true, report);
      return new Read(written, entry, words(name, "calibrate", verdict));
    }
    Optional<Headline> found = Headline.read(folder);
    if (found.isEmpty()) {
      String verdict = "what it found cannot be read";
      Entry entry = new Entry(name, null, name, written.toMillis(), verdict, false, report);
      return new Read(written, entry, words(name, verdict));
    }
    Headline headline = found.get();
    Entry entry =
        new Entry(
            name,
            headline.question(),
            headline.name(),
            headline.startedAt().toEpochMilli(),
            headline.verdict(),
            headline.valid(),
            report);
    return new Read(
        written,
        entry,
        words(
            name,
            headline.question(),
            headline.name(),
            headline.workload(),
            headline.verdict(),
            String.join(" ", headline.variants())));
  }

  /** The first below the heading. */
  private static String paragraph(Path page) throws IOException {
    try (Stream<String> lines = Files.lines(page)) {
      return lines.filter(line -> !line.isBlank() && !line.startsWith("#")).findFirst().orElse("");
    }
  }

  private static String words(String... parts) {
    return String.join(" ", parts).toLowerCase(Locale.ROOT);
  }
}
