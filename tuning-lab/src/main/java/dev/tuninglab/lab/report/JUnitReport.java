package dev.tuninglab.lab.report;

import java.util.List;
import java.util.Locale;

/**
 * The result as CI tools read test results: the parts of Ant's old format that Jenkins, GitLab and
 * others agree on. One suite says whether the measurement is valid, so that no file is without a
 * test; the other has one test case a gate and variant.
 */
final class JUnitReport {
  private JUnitReport() {}

  /**
   * @param kind null when it passed, else {@code failure}, {@code skipped} or {@code error}
   * @param type of the kind, as tools group by
   * @param message in a line
   */
  private record Case(String name, String kind, String type, String message) {
    boolean is(String other) {
      return other.equals(kind);
    }
  }

  static String render(Result result) {
    List<Case> measurement = List.of(measurement(result));
    List<Case> gates = result.gates().stream().map(gate -> gate(result, gate)).toList();
    StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.append("<testsuites").append(attribute("name", result.name())).append(">\n");
    suite(out, result, "measurement", measurement);
    if (!gates.isEmpty()) {
      suite(out, result, "gates", gates);
    }
    return out.append("</testsuites>\n").toString();
  }

  private static Case measurement(Result result) {
    String reasons = String.join("; ", result.invalidReasons());
    return new Case(
        "the measurement is valid", result.valid() ? null : "error", "invalid", reasons);
  }

  private static Case gate(Result result, Result.GateResult gate) {
    String kind = null;
    if (!result.valid()) {
      kind = "error";
    } else if (!gate.passed()) {
      kind = "failure";
    } else if (!gate.held()) {
      kind = "skipped";
    }
    return new Case(
        gate.rule() + " of " + gate.of(),
        kind,
        result.valid() ? gate.outcome() : "invalid",
        GateText.outcome(gate) + ": " + GateText.found(gate));
  }

  private static void suite(StringBuilder out, Result result, String name, List<Case> cases) {
    out.append("  <testsuite")
        .append(attribute("name", result.name() + " " + name))
        .append(attribute("tests", String.valueOf(cases.size())))
        .append(attribute("failures", count(cases, "failure")))
        .append(attribute("errors", count(cases, "error")))
        .append(attribute("skipped", count(cases, "skipped")))
        .append(attribute("time", time(result)))
        .append(attribute("timestamp", timestamp(result)))
        .append(">\n");
    cases.forEach(each -> testCase(out, result.name() + " " + name, each));
    out.append("  </testsuite>\n");
  }

  private static String count(List<Case> cases, String kind) {
    return String.valueOf(cases.stream().filter(each -> each.is(kind)).count());
  }

  /** Plain seconds: with an exponent some readers refuse the file. */
  private static String time(Result result) {
    return String.format(Locale.ROOT, "%.3f", result.plan().tookSeconds());
  }

  /** Without fraction and zone, which the format does not know. */
  private static String timestamp(Result result) {
    return result.startedAt().replaceFirst("(\\.\\d+)?Z$", "");
  }

  private static void testCase(StringBuilder out, String suite, Case test) {
    out.append("    <testcase")
        .append(attribute("classname", suite))
        .append(attribute("name", test.name));
    if (test.kind == null && test.message.isEmpty()) {
      out.append("/>\n");
      return;
    }
    out.append(">\n      ");
    if (test.kind == null) {
      out.append("<system-out>").append(escape(test.message)).append("</system-out>\n");
    } else {
      out.append("<").append(test.kind);
      out.append(attribute("type", test.type)).append(attribute("message", test.message));
      out.append(">").append(escape(test.message)).append("</").append(test.kind).append(">\n");
    }
    out.append("    </testcase>\n");
  }

  private static String attribute(String name, String value) {
    return " " + name + "=\"" + escape(value) + "\"";
  }

  /**
   * What XML 1.0 cannot hold, however it is written, becomes a replacement character. By hand: the
   * JDK's writer leaves line breaks in attributes, which readers turn into spaces, and passes
   * characters on that make the file unreadable.
   */
  private static String escape(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\t', '\n', '\r' -> out.append("&#").append(c).append(';');
                default -> out.appendCodePoint(allowed(c) ? c : '\uFFFD');
              }
            });
    return out.toString();
  }

  private static boolean allowed(int c) {
    return (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) || c >= 0x10000;
  }
}
