package dev.tuninglab.lab.measure;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tuninglab.gatling.EndpointReport;
import dev.tuninglab.gatling.SliceReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.HdrHistogram.Histogram;

/**
 * Reads back what {@link SliceLog} wrote, whatever has become of it: each slice that is whole in
 * both files, exactly as it was measured, and a sentence for what could not be used. A slice of
 * which a histogram or its counts are missing or disagree is not used at all: half a slice is no
 * measurement.
 *
 * <p>The latencies of failed requests are in no file; they come back empty.
 */
public final class SliceLogReader {
  /** Times in the histogram log are rounded to a millisecond, once in writing, once in reading. */
  private static final double ROUNDING_MILLIS = 2;

  private static final Histogram NONE = new Histogram(2, 3);

  private final Set<String> variants;
  private final Unread unreadHistograms = new Unread(SliceLog.HISTOGRAMS);
  private final Unread unreadCounts = new Unread(SliceLog.COUNTS);
  private final Map<String, List<Found>> intervals = new LinkedHashMap<>();
  private final Map<Turn, Integer> lineOfTurn = new HashMap<>();
  private final List<Slice> slices = new ArrayList<>();
  private final Map<Served, SubjectCount> subjectCounts = new LinkedHashMap<>();
  private final Set<Served> lost = new HashSet<>();
  private final Set<Integer> leftOut = new HashSet<>();
  private boolean lostSomewhere;

  /**
   * What was read.
   *
   * @param slices in order of time
   * @param subjectCounts what subjects counted, where no slice of theirs is lost
   * @param unread what could not be used, a sentence each
   */
  public record Stored(List<Slice> slices, List<SubjectCount> subjectCounts, List<String> unread) {}

  /** A subject: a variant in a fork. */
  private record Served(int fork, String variant) {}

  /** What a round has one slice of. */
  private record Turn(int fork, Slice.Phase phase, int round, String variant) {
    String prefix() {
      return SliceTag.prefix(fork, phase, round, variant);
    }
  }

  private static final class Found {
    final int line;
    final IntervalLine interval;
    boolean used;

    Found(int line, IntervalLine interval) {
      this.line = line;
      this.interval = interval;
    }
  }

  private SliceLogReader(Set<String> variants) {
    this.variants = variants;
  }

  /**
   * @param folder of the results
   * @param variants that the experiment has; slices of others are not used
   */
  public static Stored read(Path folder, Set<String> variants) {
    SliceLogReader reader = new SliceLogReader(variants);
    reader.lines(folder.resolve(SliceLog.HISTOGRAMS), reader.unreadHistograms, reader::histogram);
    reader.lines(folder.resolve(SliceLog.COUNTS), reader.unreadCounts, reader::counts);
    reader.nameLeftOver();
    reader.slices.removeIf(slice -> reader.leftOut.contains(slice.fork()));
    reader.subjectCounts.keySet().removeIf(served -> reader.leftOut.contains(served.fork()));
    reader.slices.sort(
        Comparator.comparingInt(Slice::fork)
            .thenComparing(Slice::phase)
            .thenComparingInt(Slice::round));
    List<SubjectCount> subjectCounts = reader.comparableCounts();
    List<String> unread = new ArrayList<>(reader.unreadCounts.sentences());
    unread.addAll(reader.unreadHistograms.sentences());
    return new Stored(List.copyOf(reader.slices), subjectCounts, List.copyOf(unread));
  }

  private interface OneLine {
    void read(int number, String text) throws Foreign;
  }

  private void lines(Path file, Unread unread, OneLine one) {
    if (!Files.isRegularFile(file)) {
      unread.file(Files.exists(file) ? "is not a file" : "does not exist");
      return;
    }
    try {
      LogLines.read(
          file,
          new LogLines.Reader() {
            @Override
            public void line(int number, String text) {
              try {
                one.read(number, text);
              } catch (Foreign e) {
                unread.line(number, e.getMessage());
              }
            }

            @Override
            public void tooLong(int number) {
              unread.line(number, "it is longer than any of this lab");
            }
          });
    } catch (IOException e) {
      unread.file("cannot be read to its end: " + e.getMessage());
    }
  }

  private void histogram(int number, String line) throws Foreign {
    if (IntervalLine.isBeside(line)) {
      return;
    }
    IntervalLine interval = IntervalLine.read(line);
    List<Found> same = intervals.computeIfAbsent(interval.tag(), tag -> new ArrayList<>());
    for (Found earlier : same) {
      if (earlier.interval.startMillis() == interval.startMillis()) {
        throw new Foreign("it repeats line " + earlier.line);
      }
    }
    same.add(new Found(number, interval));
  }

  private void counts(int number, String line) throws Foreign {
    if (line.isBlank()) {
      return;
    }
    JsonNode json;
    try {
      json = CountsLine.open(line);
    } catch (Foreign e) {
      lostSomewhere = true;
      throw e;
    }
    if (CountsLine.isSlice(json)) {
      slice(number, CountsLine.slice(json));
    } else if (CountsLine.isSubjectCount(json)) {
      subjectCount(CountsLine.subjectCount(json));
    } else if (CountsLine.isLeftOut(json)) {
      leftOut.add(CountsLine.leftOut(json));
    }
  }

  private void subjectCount(SubjectCount count) throws Foreign {
    if (!variants.contains(count.variant())) {
      throw new Foreign(noVariant(count.variant()));
    }
    Served served = new Served(count.fork(), count.variant());
    if (subjectCounts.putIfAbsent(served, count) != null) {
      throw new Foreign("what this subject counted is there already");
    }
  }

  private void slice(int number, CountsLine counts) throws Foreign {
    if (!variants.contains(counts.variant())) {
      throw new Foreign(noVariant(counts.variant()));
    }
    Turn turn = new Turn(counts.fork(), counts.phase(), counts.round(), counts.variant());
    Integer earlier = lineOfTurn.get(turn);
    if (earlier != null) {
      throw new Foreign("it is a second slice of the turn of line " + earlier);
    }
    try {
      SliceReport report = report(counts, turn.prefix());
      slices.add(
          new Slice(
              turn.fork,
              turn.round,
              turn.phase,
              turn.variant,
              report,
              counts.stalls(),
              counts.load()));
      lineOfTurn.put(turn, number);
    } catch (Foreign e) {
      lost.add(new Served(turn.fork, turn.variant));
      throw e;
    }
  }

  private static String noVariant(String variant) {
    return "the experiment has no variant '" + variant + "'";
  }

  /** Only where every slice is there can the subject's own count be held against them. */
  private List<SubjectCount> comparableCounts() {
    List<SubjectCount> comparable =
        lostSomewhere
            ? List.of()
            : subjectCounts.values().stream()
                .filter(count -> !lost.contains(new Served(count.fork(), count.variant())))
                .toList();
    if (comparable.size() < subjectCounts.size()) {
      unreadCounts.file(
          "has lost slices: what "
              + (subjectCounts.size() - comparable.size())
              + " subjects counted themselves was not held against them");
    }
    return comparable;
  }

  private SliceReport report(CountsLine counts, String prefix) throws Foreign {
    List<Found> used = new ArrayList<>();
    Map<String, EndpointReport> endpoints = new LinkedHashMap<>();
    for (Map.Entry<String, CountsLine.Endpoint> each : counts.endpoints().entrySet()) {
      CountsLine.Endpoint endpoint = each.getValue();
      String tag = prefix + SliceTag.of(each.getKey()) + "/";
      long completed = endpoint.completed();
      endpoints.put(
          each.getKey(),
          new EndpointReport(
              endpoint.offered(),
              completed,
              endpoint.refused(),
              endpoint.failed(),
              endpoint.retried(),
              counted(tag + "scheduled", counts, completed, used),
              counted(tag + "sent", counts, completed, used),
              endpoint.refused() == 0
                  ? NONE
                  : counted(tag + "refused", counts, endpoint.refused(), used),
              NONE,
              endpoint.responseBytes()));
    }
    Histogram lateness = found(prefix + "lateness", counts, used);
    Histogram ownLateness = found(prefix + "own-lateness", counts, used);
    used.forEach(found -> found.used = true);
    return new SliceReport(
        "f" + counts.fork() + SliceTag.phase(counts.phase()) + counts.round(),
        counts.startedAtMillis(),
        counts.elapsedNanos(),
        endpoints,
        lateness,
        ownLateness,
        counts.waited(),
        counts.cpuNanos(),
        counts.gcMillis());
  }

  private Histogram counted(String tag, CountsLine counts, long requests, List<Found> used)
      throws Foreign {
    Histogram histogram = found(tag, counts, used);
    if (histogram.getTotalCount() != requests) {
      throw new Foreign(
          "it counts "
              + requests
              + " requests, but the histogram "
              + tag
              + " holds "
              + histogram.getTotalCount());
    }
    return histogram;
  }

  private Histogram found(String tag, CountsLine counts, List<Found> used) throws Foreign {
    for (Found found : intervals.getOrDefault(tag, List.of())) {
      double off = Math.abs(found.interval.startMillis() - counts.startedAtMillis());
      double millis = counts.elapsedNanos() / 1e6;
      double longer = Math.abs(found.interval.lengthSeconds() * 1_000 - millis);
      if (off <= ROUNDING_MILLIS && longer <= ROUNDING_MILLIS) {
        used.add(found);
        return found.interval.histogram();
      }
    }
    throw new Foreign(SliceLog.HISTOGRAMS + " has no whole histogram " + tag + " of it");
  }

  private void nameLeftOver() {
    intervals.values().stream()
        .flatMap(List::stream)
        .filter(found -> !found.used)
        .forEach(
            found ->
                unreadHistograms.line(
                    found.line, "no whole line of " + SliceLog.COUNTS + " belongs to it"));
  }
}
