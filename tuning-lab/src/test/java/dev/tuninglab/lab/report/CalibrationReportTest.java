package dev.tuninglab.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuninglab.lab.Golden;
import dev.tuninglab.lab.measure.Calibration;
import dev.tuninglab.lab.measure.Calibration.CalibrationSitting;
import dev.tuninglab.lab.measure.Calibration.Figure;
import dev.tuninglab.lab.measure.Calibration.KnownDelay;
import dev.tuninglab.lab.measure.Calibration.UsualWay;
import dev.tuninglab.lab.measure.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CalibrationReportTest {
  private static final Machine MACHINE =
      new Machine(2, "Some CPU", 16_384, "Linux 6.1 amd64", "17.0.15", Map.of());

  @Test
  void theTerminalShowsWhatIsSeenWhatIsFoundAndHowTheUsualWayScatters() {
    String text = CalibrationReport.terminal(calibration());
    Golden.check("calibration.txt", text);
    assertThat(text.lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void markdownHasTheSameTables() {
    Golden.check("calibration.md", CalibrationReport.markdown(calibration()));
  }

  @Test
  void withoutDelaysAndTheUsualWayTheirTablesAreAbsent() {
    Calibration all = calibration();
    Calibration same =
        new Calibration(
            all.startedAt(),
            MACHINE,
            all.target(),
            all.workload(),
            all.data(),
            60,
            4,
            0.05,
            all.same(),
            List.of());
    assertThat(CalibrationReport.terminal(same))
        .contains("A against A, 3 valid of 3")
        .doesNotContain("known delay", "usual way");
  }

  @Test
  void aSittingIsALineOfProgress() {
    assertThat(CalibrationReport.line(calibration().sittings().get(1)))
        .isEqualTo("200us more by wait: P50 1.26x (1.15 to 1.38), truth 1.25x: slower");
    assertThat(
            CalibrationReport.line(new CalibrationSitting(KnownDelay.NONE, false, 200, List.of())))
        .isEqualTo("invalid, or too little was measured");
    assertThat(CalibrationReport.line(calibration().usual().get(0)))
        .isEqualTo("nothing more: P50 1.30x, truth 1.00x");
  }

  private static Calibration calibration() {
    List<CalibrationSitting> sittings = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      double ratio = 0.98 + 0.02 * i;
      sittings.add(
          new CalibrationSitting(
              KnownDelay.NONE,
              true,
              200,
              List.of(
                  figure("p50", ratio, 1, i == 2 ? "slower" : "undecided"),
                  figure("p90", ratio, 1, "undecided"))));
      sittings.add(
          new CalibrationSitting(
              new KnownDelay("wait", 200),
              true,
              200,
              List.of(figure("p50", 1.25 + 0.01 * (i + 1), 1.25, "slower"))));
    }
    return new Calibration(
        "2026-11-25T10:00:00Z",
        MACHINE,
        "sample API",
        "order",
        "small data, seed 1",
        60,
        4,
        0.05,
        sittings,
        List.of(
            new UsualWay(KnownDelay.NONE, Map.of("p50", 1.3), Map.of("p50", 1.0)),
            new UsualWay(new KnownDelay("wait", 200), Map.of("p50", 1.2), Map.of("p50", 1.25))));
  }

  private static Figure figure(String metric, double ratio, double truth, String verdict) {
    return new Figure(
        metric, ratio, ratio / 1.095, ratio * 1.095, verdict, 4, truth, 0.06, 800, 0.03);
  }
}
