package dev.tuninglab.lab.report;

import dev.tuninglab.lab.measure.Calibration;
import dev.tuninglab.lab.measure.Calibration.CalibrationSitting;
import dev.tuninglab.lab.measure.Calibration.Figure;
import dev.tuninglab.lab.measure.Calibration.KnownDelay;
import dev.tuninglab.lab.measure.Calibration.UsualWay;

/** A calibration in words and tables, for a terminal and as Markdown. */
public final class CalibrationReport {
  private CalibrationReport() {}

  /** {@code 1ms more by wait}, or {@code nothing more}. */
  public static String text(KnownDelay delay) {
    return delay.none() ? "nothing more" : delay.asTyped() + " more by " + delay.knob();
  }

  /** What one sitting gave, for the progress of a run. */
  public static String line(CalibrationSitting sitting) {
    if (!sitting.valid() || sitting.figures().isEmpty()) {
      return "invalid, or too little was measured";
    }
    Figure first = sitting.figures().get(0);
    return text(sitting.delay())
        + ": "
        + Words.percentile(first.metric())
        + " "
        + Words.ratio(first.ratio())
        + " ("
        + Words.factor(first.low())
        + " to "
        + Words.factor(first.high())
        + "), truth "
        + Words.ratio(first.truth())
        + ": "
        + first.verdict();
  }

  /** What one comparison of the usual way gave, for the progress of a run. */
  public static String line(UsualWay usual) {
    return text(usual.delay())
        + ": "
        + Words.percentile("p50")
        + " "
        + Words.ratio(usual.ratios().getOrDefault("p50", Double.NaN))
        + ", truth "
        + Words.ratio(usual.truths().getOrDefault("p50", Double.NaN));
  }

  public static String terminal(Calibration calibration) {
    StringBuilder out = new StringBuilder();
    TerminalReport.wrap(out, "", head(calibration));
    out.append('\n');
    new CalibrationTables(calibration).all().forEach(table -> table.terminal(out));
    return out.toString();
  }

  public static String markdown(Calibration calibration) {
    StringBuilder out = new StringBuilder("# Calibration\n\n");
    out.append(head(calibration)).append("\n\n");
    new CalibrationTables(calibration).all().forEach(table -> table.markdown(out));
    return out.toString();
  }

  private static String head(Calibration c) {
    return "Calibration of "
        + c.startedAt().substring(0, 10)
        + ": "
        + c.sittings().stream().filter(s -> s.delay().none()).count()
        + " sittings of "
        + Words.number(c.budgetSeconds())
        + "s and "
        + c.forks()
        + " forks each, workload "
        + c.workload()
        + ", "
        + c.data()
        + "; "
        + Words.machine(c.machine());
  }
}
