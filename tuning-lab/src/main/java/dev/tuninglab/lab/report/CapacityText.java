package dev.tuninglab.lab.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The answer of a search for capacities in words and lines. */
public final class CapacityText {
  private static final int NAME = 30;

  private CapacityText() {}

  /** What to know first, a sentence each. */
  public static List<String> sentences(CapacityResult capacity) {
    List<String> sentences = new ArrayList<>();
    capacity.ratios().forEach(ratio -> sentences.add(sentence(ratio)));
    for (CapacityResult.HeldResult held : capacity.variants()) {
      sentences.add(sentence(held, capacity.sla()));
    }
    for (CapacityResult.HeldResult held : capacity.variants()) {
      held.machines().forEach(machines -> sentences.add(sentence(held, machines)));
      if (held.scalability() != null) {
        sentences.add(sentence(held.variant(), held.scalability()));
      }
      if (held.leftOut() > 0) {
        sentences.add(
            held.leftOut()
                + (held.leftOut() == 1 ? " try of " : " tries of ")
                + held.variant()
                + " failed while the machine stood still and "
                + (held.leftOut() == 1 ? "does" : "do")
                + " not count");
      }
    }
    return sentences;
  }

  private static String sentence(CapacityResult.CapacityRatioResult ratio) {
    String than =
        switch (ratio.verdict()) {
          case "faster" -> " holds more than ";
          case "slower" -> " holds less than ";
          case "same" -> " holds the same as ";
          default -> " was not shown to hold more or less than ";
        };
    return ratio.candidate()
        + than
        + ratio.baseline()
        + ": its capacity is "
        + Words.ratio(ratio.ratio())
        + " ("
        + Words.interval(ratio.low(), ratio.high())
        + "), n = "
        + ratio.forks()
        + " forks";
  }

  private static String sentence(CapacityResult.HeldResult held, String sla) {
    return switch (held.outcome()) {
      case "found" ->
          held.variant()
              + " holds "
              + sla
              + " up to "
              + rate(held.perSecond())
              + " ("
              + rate(held.low())
              + " to "
              + rate(held.high())
              + ", n = "
              + held.forks().stream().filter(CapacityResult.BracketResult::found).count()
              + " forks): "
              + many(held.perDay())
              + " requests a day, if they came evenly";
      case "atLeast" ->
          held.variant()
              + " holds "
              + sla
              + " at "
              + rate(held.perSecond())
              + ", the most that is offered: its capacity is at least that";
      case "none" ->
          held.variant()
              + " does not keep "
              + sla
              + " at any rate: not even a single request every two seconds is that fast";
      default -> "How far " + held.variant() + " goes cannot be told: " + held.why();
    };
  }

  private static String sentence(
      CapacityResult.HeldResult held, CapacityResult.MachinesResult machines) {
    String demand =
        machines.demand()
            + (machines.demand().endsWith("/s") ? "" : " is " + rate(machines.perSecond()))
            + (machines.demand().endsWith("/s") ? " takes " : " if it comes evenly: ");
    return machines.machines() == null
        ? "How many machines " + machines.demand() + " takes with " + held.variant() + " is unknown"
        : demand
            + machines.machines()
            + (machines.machines() == 1 ? " machine" : " machines")
            + " like this with "
            + held.variant()
            + " (counting "
            + (held.low() == null
                ? rate(held.perSecond()) + " each, which it holds at least"
                : rate(held.low()) + " each, the lower end of the interval")
            + "; nothing to spare)";
  }

  private static String sentence(String variant, CapacityResult.ScalabilityResult law) {
    return "Users back to back of "
        + variant
        + ": one gets "
        + rate(law.perSecond())
        + "; by the Universal Scalability Law "
        + Words.percent2(law.contention())
        + " of the work goes one at a time and "
        + (law.coherency() == 0
            ? "users cost each other nothing that shows, so more always get a little more"
            : "each pair of users costs "
                + Words.percent2(law.coherency())
                + (law.usersAtPeak() == null
                    ? ", so more always get a little more"
                    : String.format(
                        Locale.ROOT,
                        ", so %.0f users get most out of it, %s",
                        law.usersAtPeak(),
                        rate(law.perSecondAtPeak()))))
        + " (what was measured is off by "
        + Words.percent2(law.unexplained())
        + ")";
  }

  /** For the terminal. */
  static void render(CapacityResult capacity, StringBuilder out) {
    double most =
        capacity.variants().stream()
            .mapToDouble(held -> held.perSecond() == null ? 0 : held.perSecond())
            .max()
            .orElse(0);
    out.append(TerminalReport.pad("highest rate that held", NAME))
        .append(TerminalReport.right("", 10))
        .append("  95% interval\n");
    for (CapacityResult.HeldResult held : capacity.variants()) {
      String name = held.variant();
      out.append(
          name.length() >= NAME
              ? name + "\n" + TerminalReport.pad("", NAME)
              : TerminalReport.pad(name, NAME));
      out.append(TerminalReport.right(figure(held), 10))
          .append("  ")
          .append(TerminalReport.pad(interval(held), 22))
          .append(bar(held, most))
          .append('\n');
    }
    out.append('\n');
    sentences(capacity).forEach(line -> TerminalReport.wrap(out, "", line));
    out.append('\n');
  }

  /** {@code 412/s}, {@code >=5000/s}, {@code 0/s}, {@code -}. */
  public static String figure(CapacityResult.HeldResult held) {
    return switch (held.outcome()) {
      case "found" -> rate(held.perSecond());
      case "atLeast" -> ">=" + rate(held.perSecond());
      case "none" -> "0/s";
      default -> "-";
    };
  }

  /** {@code (380/s to 447/s)}; nothing where there is none. */
  public static String interval(CapacityResult.HeldResult held) {
    return held.low() == null ? "" : "(" + rate(held.low()) + " to " + rate(held.high()) + ")";
  }

  private static String bar(CapacityResult.HeldResult held, double most) {
    return held.perSecond() == null || most == 0
        ? ""
        : "#".repeat((int) Math.max(1, Math.round(16 * held.perSecond() / most)));
  }

  public static String rate(double perSecond) {
    return Words.number(perSecond) + "/s";
  }

  /** {@code 35.6 million}, {@code 9.16 million}, {@code 432,000}. */
  public static String many(double requests) {
    if (requests >= 1e9) {
      return Words.number(requests / 1e9) + " billion";
    }
    return requests >= 1e6
        ? Words.number(requests / 1e6) + " million"
        : String.format(Locale.ROOT, "%,.0f", requests);
  }
}
