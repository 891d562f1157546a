package dev.tuninglab.lab.report;

import java.util.Map;
import java.util.TreeMap;

/**
 * Samples of two runs by stack, the outermost frame first, in one tree: so that what is cut off for
 * want of width is cut off in both.
 */
final class StackTree {
  /** Frames beyond these count as one; more than a recording keeps of a stack. */
  private static final int DEEPEST = 1024;

  /** In characters of a frame's name. */
  private static final int LONGEST = 300;

  /** Stands for outermost frames that were cut off. */
  private static final String CUT = "[other]";

  private final Map<String, StackTree> callees = new TreeMap<>();
  private final double[] samples = new double[2];

  /**
   * Adds collapsed stacks: {@code outer;inner 12} a line. Lines of another form are passed over,
   * since the file may have been cut short.
   *
   * @param run 0 or 1
   */
  void add(int run, String collapsed) {
    collapsed.lines().forEach(line -> addLine(run, line));
  }

  private void addLine(int run, String line) {
    int space = line.lastIndexOf(' ');
    if (space <= 0 || !line.substring(space + 1).matches("[1-9]\\d{0,14}")) {
      return;
    }
    long count = Long.parseLong(line.substring(space + 1));
    samples[run] += count;
    StackTree at = this;
    for (String frame : line.substring(0, space).split(";", DEEPEST)) {
      at = at.callees.computeIfAbsent(readable(frame), name -> new StackTree());
      at.samples[run] += count;
    }
  }

  private static String readable(String frame) {
    String name = frame.substring(0, Math.min(LONGEST, frame.length()));
    return name.isEmpty() ? "?" : name.replaceAll("[\\p{Cntrl};]", "?");
  }

  /** Makes both runs count the same number of samples; one that has none keeps none. */
  void scaleBothTo(double total) {
    for (int run = 0; run < samples.length; run++) {
      multiply(run, total / Math.max(1, samples[run]));
    }
  }

  private void multiply(int run, double factor) {
    samples[run] *= factor;
    for (StackTree callee : callees.values()) {
      callee.multiply(run, factor);
    }
  }

  /**
   * Counts frames that are narrow in both runs, below a share of its samples, as their callers'.
   */
  void cut(double share) {
    cutBelow(new double[] {share * samples[0], share * samples[1]});
  }

  private void cutBelow(double[] least) {
    callees.values().removeIf(callee -> callee.isBelow(0, least) && callee.isBelow(1, least));
    for (StackTree callee : callees.values()) {
      callee.cutBelow(least);
    }
  }

  private boolean isBelow(int run, double[] least) {
    return samples[run] == 0 || samples[run] < least[run];
  }

  /** One run as collapsed stacks again. */
  String collapsed(int run) {
    StringBuilder text = new StringBuilder();
    write(run, "", text);
    return text.toString();
  }

  private void write(int run, String stack, StringBuilder text) {
    double own = samples[run];
    for (Map.Entry<String, StackTree> callee : callees.entrySet()) {
      own -= callee.getValue().samples[run];
      String frame = callee.getKey();
      callee.getValue().write(run, stack.isEmpty() ? frame : stack + ";" + frame, text);
    }
    if (Math.round(own) > 0) {
      text.append(stack.isEmpty() ? CUT : stack).append(' ').append(Math.round(own)).append('\n');
    }
  }
}
