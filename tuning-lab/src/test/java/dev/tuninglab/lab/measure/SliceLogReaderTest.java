package dev.tuninglab.lab.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuninglab.gatling.EndpointReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SliceLogReaderTest {
  private static final String A = "pool=none";
  private static final String B = "pool=hikari, big";
  private static final Set<String> VARIANTS = Set.of(A, B);
  private static final int LINES_BEFORE = 3;
  private static final int LINES_OF_A_SLICE = 9;

  private final List<Slice> original = SomeSlices.of(medians(), 2, 3, 7);
  @TempDir Path folder;

  @BeforeEach
  void write() {
    SomeSlices.write(folder, original);
  }

  @Test
  void whatWasWrittenIsReadBackExactly() {
    SliceLogReader.Stored stored = SliceLogReader.read(folder, VARIANTS);
    assertThat(stored.unread()).isEmpty();
    assertThat(facts(stored.slices())).isEqualTo(facts(original));
  }

  @Test
  void swappedLinesChangeNothing() throws IOException {
    for (String file : List.of(SliceLog.HISTOGRAMS, SliceLog.COUNTS)) {
      List<String> lines = lines(file);
      Collections.reverse(lines);
      write(file, lines);
    }
    SliceLogReader.Stored stored = SliceLogReader.read(folder, VARIANTS);
    assertThat(stored.unread()).isEmpty();
    assertThat(facts(stored.slices())).containsExactlyInAnyOrderElementsOf(facts(original));
    assertThat(stored.slices().stream().map(s -> s.fork() + "/" + s.phase() + s.round()))
        .containsExactlyElementsOf(
            original.stream().map(s -> s.fork() + "/" + s.phase() + s.round()).toList());
  }

  @Test
  void repeatedLinesCountOnce() throws IOException {
    for (String file : List.of(SliceLog.HISTOGRAMS, SliceLog.COUNTS)) {
      List<String> lines = lines(file);
      lines.add(lines.get(4));
      write(file, lines);
    }
    assertRead(
        original,
        "slices.jsonl line 17 was not used: it is a second slice of the turn of line 5",
        "slices.hlog line 148 was not used: it repeats line 5");
  }

  @Test
  void aMissingFileIsNamed() throws IOException {
    Files.delete(folder.resolve(SliceLog.HISTOGRAMS));
    SliceLogReader.Stored stored = SliceLogReader.read(folder, VARIANTS);
    assertThat(stored.slices()).isEmpty();
    assertThat(stored.unread())
        .contains("slices.hlog does not exist")
        .contains(
            "slices.jsonl line 1 was not used: slices.hlog has no whole histogram"
                + " f1/w1/pool=none/order_by_id/scheduled of it")
        .contains("slices.jsonl: 11 more lines were not used");
    Files.delete(folder.resolve(SliceLog.COUNTS));
    Files.createDirectory(folder.resolve(SliceLog.COUNTS));
    assertRead(List.of(), "slices.jsonl is not a file", "slices.hlog does not exist");
  }

  @Test
  void emptyFilesHoldNothingAndAreNoError() throws IOException {
    write(SliceLog.HISTOGRAMS, List.of());
    write(SliceLog.COUNTS, List.of());
    assertRead(List.of());
  }

  @Test
  void aLogThatWasCutInTheMiddleOfALineLosesTheSliceOfThatLine() throws IOException {
    byte[] counts = Files.readAllBytes(folder.resolve(SliceLog.COUNTS));
    Files.write(folder.resolve(SliceLog.COUNTS), Arrays.copyOf(counts, counts.length - 9));
    assertRead(
        original.subList(0, 15),
        "slices.jsonl line 16 was not used: it was cut or changed since it was written, by its check",
        "slices.hlog lines 139 to 147 were not used: no whole line of slices.jsonl belongs to it");
  }

  @Test
  void histogramsThatWereCutTakeTheirSliceWithThem() throws IOException {
    List<String> lines = lines(SliceLog.HISTOGRAMS);
    String last = lines.remove(lines.size() - 1);
    lines.add(last.substring(0, last.length() - 5));
    write(SliceLog.HISTOGRAMS, lines);
    assertRead(
        original.subList(0, 15),
        "slices.jsonl line 16 was not used: slices.hlog has no whole histogram"
            + " f2/r3/pool=hikari__big/own-lateness of it",
        "slices.hlog lines 139 to 146 were not used: no whole line of slices.jsonl belongs to it",
        "slices.hlog line 147 was not used: its histogram is not one of the HdrHistogram V2 encoding, or was cut");
  }

  @Test
  void binaryRubbishInBetweenIsNamedAndPassedOver() throws IOException {
    List<String> lines = lines(SliceLog.HISTOGRAMS);
    lines.add(20, new String(new byte[] {0, 1, (byte) 0xff, 7, 'x'}, StandardCharsets.ISO_8859_1));
    write(SliceLog.HISTOGRAMS, lines);
    List<String> counts = lines(SliceLog.COUNTS);
    counts.add(2, "\u0000\u0001ELF");
    write(SliceLog.COUNTS, counts);
    assertRead(
        original,
        "slices.jsonl line 3 was not used: not a line of this lab",
        "slices.hlog line 21 was not used: not an interval of this lab");
  }

  @Test
  void aLineWithoutEndTakesNoMemory() throws IOException {
    Files.writeString(
        folder.resolve(SliceLog.COUNTS),
        "{\"a\":\"" + "x".repeat(3 * LogLines.LONGEST) + "\n",
        StandardOpenOption.APPEND);
    assertRead(original, "slices.jsonl line 17 was not used: it is longer than any of this lab");
  }

  @Test
  void anotherToolsLogIsNamedAndNotTakenForSlices() throws IOException {
    Histogram nanos = new Histogram(3_600_000_000_000L, 3);
    nanos.recordValue(1_234_567);
    List<String> lines =
        new ArrayList<>(Collections.nCopies(400, interval("GET", nanos, 1_000_000)));
    write(SliceLog.HISTOGRAMS, lines);
    write(SliceLog.COUNTS, List.of());
    SliceLogReader.Stored stored = SliceLogReader.read(folder, VARIANTS);
    assertThat(stored.slices()).isEmpty();
    assertThat(stored.unread())
        .hasSize(1)
        .first()
        .asString()
        .startsWith("slices.hlog lines 1 to 400 were not used: its histogram is not of the range");
  }

  @Test
  void aHistogramOfAHugeRangeIsNotMadeRoomFor() throws IOException {
    assertOddInterval(
        interval("f1/r9/pool=none/lateness", new Histogram(1L << 40, 5), 1_000),
        "its histogram is not of the range of this lab: 1 to 120000000 us with 3 digits"
            + " (another tool's, or in another unit)");
  }

  @Test
  void aMaximumThatDisagreesIsAnotherUnit() throws IOException {
    Histogram micros = new Histogram(Slice.HIGHEST_MICROS, 3);
    micros.recordValue(1_000);
    assertOddInterval(
        interval("f1/r9/pool=none/lateness", micros, 1),
        "its maximum is 1000.000 by its column, but 1000 us by its histogram: changed, or in"
            + " another unit");
  }

  @Test
  void numbersThatCannotBeAreRefusedEvenUnderAValidCheck() throws IOException {
    assertOddCounts("\"waited\":\\d+", "\"waited\":-3", "waited must be a whole number from 0");
    assertOddCounts("\"waited\":\\d+", "\"waited\":\"NaN\"", "but was \"NaN\"");
    assertOddCounts("\"waited\":\\d+", "\"waited\":NaN", "not JSON");
    assertOddCounts("\"waited\":\\d+", "\"waited\":1e99", "but was 1.0E99");
    assertOddCounts("\"waited\":\\d+,", "", "waited must be a whole number from 0 to");
    assertOddCounts("\"elapsedNanos\":\\d+", "\"elapsedNanos\":0", "elapsedNanos must be");
    assertOddCounts("\"fork\":\\d+", "\"fork\":0", "fork must be a whole number from 1");
    assertOddCounts("WARM_UP", "WARMUP", "phase must be WARM_UP or MEASURED, but was 'WARMUP'");
    assertOddCounts("\"endpoints\":\\{", "\"endpoints\":7,\"x\":{", "endpoints must be an object");
    assertOddCounts(
        "\"completed\":200", "\"completed\":199", "of 201 requests offered to order by id it has");
    assertOddCounts(
        "\"offered\":201,\"completed\":200",
        "\"offered\":200,\"completed\":199",
        "it counts 199 requests, but the histogram f1/w1/pool=none/order_by_id/scheduled holds 200");
  }

  @Test
  void membersAndLinesOfOtherKindsArePassedOver() throws IOException {
    List<String> lines = lines(SliceLog.COUNTS);
    String first = LineCheck.open(lines.get(0)).orElseThrow();
    lines.set(
        0, LineCheck.seal(first.substring(0, first.length() - 1) + ",\"future\":{\"n\":[1]}}"));
    lines.add(1, LineCheck.seal("{\"kind\":\"subject\",\"fork\":1,\"counted\":400}"));
    write(SliceLog.COUNTS, lines);
    assertRead(original);
  }

  @Test
  void whatSubjectsCountedIsReadBackWhereNoSliceOfTheirsIsLost() throws IOException {
    List<SubjectCount> counts = SomeSlices.counts(original, 17);
    SomeSlices.write(folder, original, counts);
    assertThat(SliceLogReader.read(folder, VARIANTS).subjectCounts()).isEqualTo(counts);
    List<String> lines = lines(SliceLog.HISTOGRAMS);
    lines.remove(LINES_BEFORE + 2 * LINES_OF_A_SLICE);
    write(SliceLog.HISTOGRAMS, lines);
    SliceLogReader.Stored stored = SliceLogReader.read(folder, VARIANTS);
    assertThat(stored.subjectCounts())
        .as("of fork 1 of the first variant, a slice is lost")
        .isEqualTo(counts.subList(1, 4));
    assertThat(stored.unread())
        .contains(
            "slices.jsonl has lost slices: what 1 subjects counted themselves was not held"
                + " against them");
    lines = lines(SliceLog.COUNTS);
    lines.set(15, lines.get(15).substring(9));
    write(SliceLog.COUNTS, lines);
    assertThat(SliceLogReader.read(folder, VARIANTS).subjectCounts())
        .as("of which subject a slice is lost is not known")
        .isEmpty();
  }

  @Test
  void slicesOfVariantsThatTheExperimentDoesNotHaveAreNotUsed() {
    SliceLogReader.Stored stored = SliceLogReader.read(folder, Set.of(A));
    assertThat(facts(stored.slices()))
        .isEqualTo(facts(original.stream().filter(s -> s.variant().equals(A)).toList()));
    assertThat(stored.unread())
        .contains(
            "slices.jsonl line 2 was not used: the experiment has no variant 'pool=hikari, big'");
  }

  private void assertOddInterval(String line, String why) throws IOException {
    List<String> lines = lines(SliceLog.HISTOGRAMS);
    lines.add(line);
    write(SliceLog.HISTOGRAMS, lines);
    assertRead(original, "slices.hlog line 148 was not used: " + why);
  }

  private static String interval(String tag, Histogram histogram, double unit) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    histogram.setTag(tag);
    new HistogramLogWriter(out)
        .outputIntervalHistogram(1_795_620_680.319, 1_795_620_681.319, histogram, unit);
    return out.toString(StandardCharsets.UTF_8).strip();
  }

  private void assertOddCounts(String pattern, String replacement, String why) throws IOException {
    List<String> untouched = lines(SliceLog.COUNTS);
    List<String> lines = lines(SliceLog.COUNTS);
    String first = LineCheck.open(lines.get(0)).orElseThrow();
    String odd = first.replaceFirst(pattern, replacement);
    assertThat(odd).isNotEqualTo(first);
    lines.set(0, LineCheck.seal(odd));
    write(SliceLog.COUNTS, lines);
    SliceLogReader.Stored stored = SliceLogReader.read(folder, VARIANTS);
    assertThat(facts(stored.slices())).isEqualTo(facts(original.subList(1, original.size())));
    assertThat(stored.unread().get(0)).startsWith("slices.jsonl line 1 was not used: ");
    assertThat(stored.unread().get(0)).contains(why);
    write(SliceLog.COUNTS, untouched);
  }

  private void assertRead(List<Slice> slices, String... unread) {
    SliceLogReader.Stored stored = SliceLogReader.read(folder, VARIANTS);
    assertThat(stored.unread()).containsExactly(unread);
    assertThat(facts(stored.slices())).isEqualTo(facts(slices));
  }

  private List<String> lines(String file) throws IOException {
    return new ArrayList<>(Files.readAllLines(folder.resolve(file)));
  }

  private void write(String file, List<String> lines) throws IOException {
    Files.write(folder.resolve(file), lines);
  }

  private static Map<String, Double> medians() {
    Map<String, Double> medians = new LinkedHashMap<>();
    medians.put(A, 4_000.0);
    medians.put(B, 1_200.0);
    return medians;
  }

  /** All of a slice but the latencies of failures, which no file holds. */
  static List<List<Object>> facts(List<Slice> slices) {
    return slices.stream().map(SliceLogReaderTest::facts).collect(Collectors.toList());
  }

  private static List<Object> facts(Slice slice) {
    List<Object> facts = new ArrayList<>();
    facts.add(List.of(slice.fork(), slice.round(), slice.phase(), slice.variant()));
    facts.add(List.of(slice.report().id(), slice.report().startedAtMillis()));
    facts.add(List.of(slice.stalls()));
    facts.add(List.of(slice.report().elapsedNanos(), slice.report().waited()));
    facts.add(List.of(slice.report().cpuNanos(), slice.report().gcMillis()));
    facts.add(List.of(slice.report().lateness(), slice.report().ownLateness()));
    slice
        .report()
        .endpoints()
        .forEach(
            (name, e) ->
                facts.add(
                    List.of(
                        name,
                        e.offered(),
                        e.completed(),
                        e.refused(),
                        e.failed(),
                        e.retried(),
                        e.responseBytes(),
                        e.fromScheduled(),
                        e.fromSent(),
                        refused(e))));
    return facts;
  }

  private static Object refused(EndpointReport endpoint) {
    return endpoint.refused() == 0 ? 0 : endpoint.refusedFromScheduled();
  }
}
