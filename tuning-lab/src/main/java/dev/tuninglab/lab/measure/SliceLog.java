package dev.tuninglab.lab.measure;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tuninglab.gatling.EndpointReport;
import dev.tuninglab.gatling.SliceReport;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/**
 * Puts every slice on disk as it ends: its histograms into {@code slices.hlog}, which the public
 * HdrHistogram tools read (microseconds; the column "max" in milliseconds), and its counts, a line
 * of JSON each, into {@code slices.jsonl}. A line with {@code subjectCountBefore} and {@code
 * subjectCountAfter} is no slice: it says what a subject itself counted around the rounds of a
 * fork; one with {@code leftOut} strikes all of a fork out. {@link SliceLogReader} reads both back.
 *
 * <p>A tag of the log names what was measured: <code>f1/r3/pool=none/order/scheduled</code> is fork
 * 1, round 3 ({@code w3}: warm-up), the variant, the endpoint, and the view: {@code scheduled},
 * {@code sent}, {@code refused} (time to a refusal, where there were any), or for the slice as a
 * whole {@code lateness} (scheduled to sent) and {@code own-lateness} (the generator's own share of
 * it).
 */
public final class SliceLog implements AutoCloseable {
  public static final String HISTOGRAMS = "slices.hlog";
  public static final String COUNTS = "slices.jsonl";
  private static final double MICROS_IN_A_MILLI = 1_000;

  private static final ObjectMapper JSON = new ObjectMapper();
  private final OutputStream histograms;
  private final OutputStream counts;

  private SliceLog(OutputStream histograms, OutputStream counts) {
    this.histograms = histograms;
    this.counts = counts;
  }

  /**
   * Makes both files in a results folder.
   *
   * @throws IOException if the folder cannot be written
   */
  public static SliceLog create(Path folder) throws IOException {
    OutputStream histograms = new FileOutputStream(folder.resolve(HISTOGRAMS).toFile());
    OutputStream counts = new FileOutputStream(folder.resolve(COUNTS).toFile());
    histograms.write(
        lines(
            writer -> {
              writer.outputComment(
                  "[API Tuning Lab: one interval a slice, endpoint and view; microseconds]");
              writer.outputLogFormatVersion();
              writer.outputLegend();
            }));
    return new SliceLog(histograms, counts);
  }

  /**
   * Goes on in the files of an earlier sitting. A line that it did not end is ended, so that it
   * spoils no other.
   *
   * @throws IOException if the folder cannot be written
   */
  public static SliceLog open(Path folder) throws IOException {
    Path histograms = folder.resolve(HISTOGRAMS);
    Path counts = folder.resolve(COUNTS);
    endLine(histograms);
    endLine(counts);
    return new SliceLog(
        new FileOutputStream(histograms.toFile(), true),
        new FileOutputStream(counts.toFile(), true));
  }

  private static void endLine(Path file) throws IOException {
    try (RandomAccessFile all = new RandomAccessFile(file.toFile(), "rw")) {
      if (all.length() > 0) {
        all.seek(all.length() - 1);
        if (all.read() != '\n') {
          all.write('\n');
        }
      }
    }
  }

  /**
   * @throws IOException if it could not be written whole, as on a full disk
   */
  public void append(Slice slice) throws IOException {
    histograms.write(lines(writer -> histograms(writer, slice)));
    histograms.flush();
    line(counts(slice));
  }

  /**
   * @throws IOException if it could not be written whole, as on a full disk
   */
  public void append(SubjectCount count) throws IOException {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("fork", count.fork());
    line.put("variant", count.variant());
    line.put("subjectCountBefore", count.before());
    line.put("subjectCountAfter", count.after());
    line(line);
  }

  /**
   * Strikes a fork out: it was only begun, and another takes its place.
   *
   * @throws IOException if it could not be written whole, as on a full disk
   */
  public void leaveOut(int fork) throws IOException {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("fork", fork);
    line.put("leftOut", true);
    line(line);
  }

  private void line(Map<String, Object> content) throws IOException {
    String line = LineCheck.seal(JSON.writeValueAsString(content));
    counts.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    counts.flush();
  }

  /** Made in memory first: the log writer's own stream would swallow a full disk. */
  private static byte[] lines(Consumer<HistogramLogWriter> content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream printer = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
      content.accept(new HistogramLogWriter(printer));
    }
    return bytes.toByteArray();
  }

  private static void histograms(HistogramLogWriter writer, Slice slice) {
    String prefix = SliceTag.prefix(slice);
    SliceReport report = slice.report();
    report
        .endpoints()
        .forEach(
            (endpointName, endpoint) -> {
              String name = SliceTag.of(endpointName);
              write(writer, slice, prefix + name + "/scheduled", endpoint.fromScheduled());
              write(writer, slice, prefix + name + "/sent", endpoint.fromSent());
              if (endpoint.refused() > 0) {
                write(writer, slice, prefix + name + "/refused", endpoint.refusedFromScheduled());
              }
            });
    write(writer, slice, prefix + "lateness", report.lateness());
    write(writer, slice, prefix + "own-lateness", report.ownLateness());
  }

  private static void write(
      HistogramLogWriter writer, Slice slice, String tag, Histogram histogram) {
    Histogram interval = histogram.copy();
    interval.setTag(tag);
    SliceReport report = slice.report();
    double start = report.startedAtMillis() / 1_000.0;
    double end = start + report.elapsedNanos() / 1e9;
    writer.outputIntervalHistogram(start, end, interval, MICROS_IN_A_MILLI);
  }

  private static Map<String, Object> counts(Slice slice) {
    SliceReport report = slice.report();
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("fork", slice.fork());
    line.put("round", slice.round());
    line.put("phase", slice.phase().name());
    line.put("variant", slice.variant());
    line.put("startedAtEpochMillis", report.startedAtMillis());
    line.put("elapsedNanos", report.elapsedNanos());
    line.put("waited", report.waited());
    line.put("generatorCpuNanos", report.cpuNanos());
    line.put("generatorGcMillis", report.gcMillis());
    if (slice.stalls() != null) {
      line.put("stalls", slice.stalls());
    }
    if (slice.load() != null) {
      // As a tree: as a value of a map it would lose its kind, without which nobody can read it.
      line.put("load", JSON.valueToTree(slice.load()));
    }
    Map<String, Object> endpoints = new LinkedHashMap<>();
    report.endpoints().forEach((name, endpoint) -> endpoints.put(name, counts(endpoint)));
    line.put("endpoints", endpoints);
    return line;
  }

  private static Map<String, Object> counts(EndpointReport endpoint) {
    Map<String, Object> counts = new LinkedHashMap<>();
    counts.put("offered", endpoint.offered());
    counts.put("completed", endpoint.completed());
    counts.put("refused", endpoint.refused());
    counts.put("failed", endpoint.failed());
    counts.put("retried", endpoint.retried());
    counts.put("responseBytes", endpoint.responseBytes());
    return counts;
  }

  @Override
  public void close() throws IOException {
    histograms.close();
    counts.close();
  }
}
