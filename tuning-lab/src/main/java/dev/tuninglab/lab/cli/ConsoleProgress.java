package dev.tuninglab.lab.cli;

import dev.tuninglab.lab.measure.Slice;
import dev.tuninglab.lab.trial.Progress;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Progress as plain lines with the seconds since Enter; warnings are kept for the result. */
final class ConsoleProgress implements Progress, AutoCloseable {
  private final PrintWriter err;
  private final long enteredMillis;
  private final Live live;
  private final List<String> warnings = new ArrayList<>();
  private boolean measuring;

  /**
   * @param enteredMillis when the user pressed Enter, milliseconds since 1970
   */
  ConsoleProgress(PrintWriter err, long enteredMillis) {
    this(err, enteredMillis, Live.OFF, List.of());
  }

  /**
   * @param live what is shown below the lines; closed with this
   * @param earlier warnings of an earlier sitting
   */
  ConsoleProgress(PrintWriter err, long enteredMillis, Live live, List<String> earlier) {
    warnings.addAll(earlier);
    this.err = err;
    this.enteredMillis = enteredMillis;
    this.live = live;
  }

  /** For many runs in a row, of which each has its say only at its end. */
  static ConsoleProgress silent() {
    return new ConsoleProgress(new PrintWriter(Writer.nullWriter()), System.currentTimeMillis());
  }

  @Override
  public void step(String line) {
    double seconds = (System.currentTimeMillis() - enteredMillis) / 1_000.0;
    live.above(() -> err.println(String.format(Locale.ROOT, "%6.1fs  %s", seconds, line)));
  }

  /** Something else begins in a fork. */
  void stage(Standing.Stage stage, int fork) {
    live.stage(stage, fork);
  }

  @Override
  public void slice(Slice slice) {
    if (!measuring && slice.phase() == Slice.Phase.MEASURED) {
      measuring = true;
      double seconds = (slice.report().startedAtMillis() - enteredMillis) / 1_000.0;
      step(String.format(Locale.ROOT, "first measured request came %.1fs after Enter", seconds));
    }
    live.slice(slice);
  }

  @Override
  public void warning(String line) {
    if (!warnings.contains(line)) {
      warnings.add(line);
    }
    step("warning: " + line);
  }

  List<String> warnings() {
    return warnings;
  }

  @Override
  public void close() {
    live.close();
  }
}
