package dev.tuninglab.lab.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogProcessor;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The histogram log is read by the tools of its library, as docs/reports.md says. */
class PublicToolsTest {
  private final SomeRun run = SomeRun.of(4_000, 1_200, 2, 3, 42);
  @TempDir Path folder;
  private Path log;

  @BeforeEach
  void store() {
    run.store(folder);
    log = folder.resolve(SliceLog.HISTOGRAMS);
  }

  @Test
  void theLibrarysReaderFindsEverySliceUnderItsTag() throws IOException {
    Map<String, Histogram> found = new LinkedHashMap<>();
    try (HistogramLogReader reader = new HistogramLogReader(log.toFile())) {
      for (EncodableHistogram next; (next = reader.nextIntervalHistogram()) != null; ) {
        assertThat(found.put(next.getTag(), (Histogram) next)).isNull();
      }
    }
    for (Slice slice : run.slices()) {
      slice
          .report()
          .endpoints()
          .forEach(
              (name, endpoint) ->
                  assertThat(found.get(SliceTag.prefix(slice) + SliceTag.of(name) + "/scheduled"))
                      .isEqualTo(endpoint.fromScheduled()));
      assertThat(found.get(SliceTag.prefix(slice) + "lateness"))
          .isEqualTo(slice.report().lateness());
    }
  }

  @Test
  void theLibrarysProcessorPrintsThePercentilesOfOneSlice() throws IOException {
    Slice slice = run.slices().get(4);
    assertThat(processed(log, SliceTag.prefix(slice) + "order_by_id/scheduled"))
        .contains("#[Max     = ", totalOf(200));
  }

  @Test
  void withOneTagForAllItPrintsThePercentilesOfAVariant() throws IOException {
    // sed -E 's#Tag=f[0-9]+/r[0-9]+/#Tag=#' as the page has it
    Path merged = folder.resolve("merged.hlog");
    Files.writeString(
        merged, Files.readString(log).replaceAll("(?m)^Tag=f[0-9]+/r[0-9]+/", "Tag="));
    assertThat(processed(merged, "pool=hikari/order_by_id/scheduled"))
        .contains(totalOf(2 * 3 * 200));
  }

  private String processed(Path from, String tag) throws IOException {
    Path out = folder.resolve("processed");
    String[] words = {
      "-i", from.toString(), "-o", out.toString(), "-tag", tag, "-outputValueUnitRatio", "1"
    };
    // What its main starts as a thread of its own.
    new HistogramLogProcessor(words).run();
    return Files.readString(folder.resolve("processed.hgrm"));
  }

  private static String totalOf(int count) {
    return "Total count    = " + " ".repeat(12 - String.valueOf(count).length()) + count;
  }
}
