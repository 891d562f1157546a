package dev.tuninglab.lab.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.tuninglab.lab.measure.Recording;
import dev.tuninglab.lab.measure.Slice;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * Every slice as a line of CSV (RFC 4180: a header, line breaks of two characters), for
 * spreadsheets and notebooks. What was not measured is empty.
 */
public final class SlicesCsv {
  /** What spreadsheets take for the beginning of a formula, in full width as well. */
  private static final String FORMULA = "=+-@\t\r\uFF1D\uFF0B\uFF0D\uFF20";

  private static final ObjectWriter CSV = writer();

  private SlicesCsv() {}

  /**
   * One line.
   *
   * @param round within fork and phase, from 1
   * @param phase {@code warm-up}, {@code settling} or {@code measured}: only the last counts
   * @param startedAt ISO 8601, UTC
   * @param seconds to the end of the last request
   * @param meanMicros of completed requests from the scheduled instant, as all up to the maximum
   * @param latenessP99Micros how late the generator sent
   * @param machineLateP99Micros how late a thread ran that wanted to run every millisecond
   */
  record Line(
      int fork,
      int round,
      String phase,
      String variant,
      String startedAt,
      double seconds,
      long offered,
      long completed,
      long refused,
      long failed,
      long responseBytes,
      Double meanMicros,
      Long p50Micros,
      Long p90Micros,
      Long p95Micros,
      Long p99Micros,
      Long maxMicros,
      Long latenessP99Micros,
      double generatorCpuMillis,
      long generatorGcMillis,
      Long machineLateP99Micros) {}

  public static String render(Recording recording) {
    List<Line> lines = recording.slices().stream().map(SlicesCsv::line).toList();
    try {
      return CSV.writeValueAsString(lines);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectWriter writer() {
    CsvSchema.Builder columns = CsvSchema.builder();
    for (RecordComponent component : Line.class.getRecordComponents()) {
      columns.addColumn(component.getName());
    }
    return CsvMapper.builder()
        .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
        .build()
        .writer(columns.build().withHeader().withLineSeparator("\r\n"));
  }

  private static Line line(Slice slice) {
    Histogram latency = slice.fromScheduled();
    Histogram late = slice.report().lateness();
    boolean settles = slice.phase() == Slice.Phase.WARM_UP && !slice.warmsUp();
    return new Line(
        slice.fork(),
        settles ? slice.round() - Slice.SETTLING + 1 : slice.round(),
        settles ? "settling" : slice.warmsUp() ? "warm-up" : "measured",
        text(slice.variant()),
        Instant.ofEpochMilli(slice.report().startedAtMillis()).toString(),
        slice.report().elapsedNanos() / 1e9,
        slice.offered(),
        slice.completed(),
        slice.refused(),
        slice.failed(),
        slice.responseBytes(),
        latency.getTotalCount() == 0 ? null : Results.rounded(latency.getMean()),
        at(latency, 50),
        at(latency, 90),
        at(latency, 95),
        at(latency, 99),
        at(latency, 100),
        at(late, 99),
        slice.report().cpuNanos() / 1e6,
        slice.report().gcMillis(),
        slice.stalls() == null ? null : slice.stalls().p99Micros());
  }

  private static Long at(Histogram histogram, double percent) {
    return histogram.getTotalCount() == 0 ? null : histogram.getValueAtPercentile(percent);
  }

  /** A name that would be a formula is text with an apostrophe before it. */
  private static String text(String name) {
    return !name.isEmpty() && FORMULA.indexOf(name.charAt(0)) >= 0 ? "'" + name : name;
  }
}
