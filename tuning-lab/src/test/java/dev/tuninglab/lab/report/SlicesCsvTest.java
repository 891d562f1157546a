package dev.tuninglab.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.tuninglab.lab.measure.Recording;
import dev.tuninglab.lab.measure.Slice;
import dev.tuninglab.lab.measure.SomeRun;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlicesCsvTest {
  private final Recording recording = SomeRun.of(4_000, 1_200, 2, 3, 42).recording();

  @Test
  void aSliceIsALineUnderAHeader() {
    String csv = SlicesCsv.render(recording);
    assertThat(csv.split("\r\n")).hasSize(1 + recording.slices().size());
    assertThat(csv)
        .startsWith(
            "fork,round,phase,variant,startedAt,seconds,offered,completed,refused,failed,"
                + "responseBytes,meanMicros,p50Micros,p90Micros,p95Micros,p99Micros,maxMicros,"
                + "latenessP99Micros,generatorCpuMillis,generatorGcMillis,machineLateP99Micros\r\n"
                + "1,1,warm-up,pool=none,2026-11-25T15:31:20.319Z,");
  }

  @Test
  void figuresAreThoseOfTheSlice() throws IOException {
    List<Map<String, String>> lines = read(SlicesCsv.render(recording));
    for (int i = 0; i < lines.size(); i++) {
      Slice slice = recording.slices().get(i);
      Map<String, String> line = lines.get(i);
      assertThat(line)
          .containsEntry("variant", slice.variant())
          .containsEntry("completed", "" + slice.completed())
          .containsEntry("failed", "1")
          .containsEntry("refused", "3")
          .containsEntry("responseBytes", "" + slice.responseBytes())
          .containsEntry("p95Micros", "" + slice.fromScheduled().getValueAtPercentile(95))
          .containsEntry("maxMicros", "" + slice.fromScheduled().getMaxValue())
          .containsEntry("machineLateP99Micros", "" + slice.stalls().p99Micros());
    }
    assertThat(lines.stream().map(line -> line.get("phase")).toList())
        .startsWith("warm-up", "warm-up", "measured", "measured");
  }

  @Test
  void settlingIsToldFromWarmingUp() throws IOException {
    Slice first = recording.slices().get(0);
    Slice settling =
        new Slice(1, Slice.SETTLING + 1, Slice.Phase.WARM_UP, "a", first.report(), null);
    Map<String, String> line = read(SlicesCsv.render(new Recording(1, List.of(settling)))).get(0);
    assertThat(line)
        .containsEntry("phase", "settling")
        .containsEntry("round", "2")
        .containsEntry("machineLateP99Micros", "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+x", "-x", "@SUM(A1)", "\tx", "\r=x", "＝1"})
  void aNameThatASpreadsheetWouldCalculateStaysText(String name) throws IOException {
    assertThat(variantRead(name)).isEqualTo("'" + name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a,b", "say \"x\"", "two\nlines", "plain", "x=1"})
  void otherNamesComeBackAsTheyAre(String name) throws IOException {
    assertThat(variantRead(name)).isEqualTo(name);
  }

  private String variantRead(String name) throws IOException {
    Slice slice =
        new Slice(1, 1, Slice.Phase.MEASURED, name, recording.slices().get(0).report(), null);
    List<Map<String, String>> lines = read(SlicesCsv.render(new Recording(1, List.of(slice))));
    assertThat(lines).hasSize(1);
    return lines.get(0).get("variant");
  }

  private static List<Map<String, String>> read(String csv) throws IOException {
    try (MappingIterator<Map<String, String>> lines =
        new CsvMapper()
            .readerForMapOf(String.class)
            .with(CsvSchema.emptySchema().withHeader())
            .readValues(csv)) {
      return lines.readAll();
    }
  }
}
