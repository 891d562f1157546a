package dev.tuninglab.lab.init;

/** Foreign text as part of a YAML file: whatever it holds, it stays one text. */
final class Yaml {
  private Yaml() {}

  /** In double quotes, with everything but plain ASCII escaped. */
  static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\t' -> out.append("\\t");
        default -> out.append(isPlain(c) ? String.valueOf(c) : String.format("\\u%04X", (int) c));
      }
    }
    return out.append('"').toString();
  }

  /** As a comment: on one line, letters and signs alone. */
  static String comment(String text) {
    StringBuilder out = new StringBuilder();
    for (char c : text.strip().toCharArray()) {
      out.append(
          isPlain(c) || Character.isLetterOrDigit(c) ? c : Character.isWhitespace(c) ? ' ' : '?');
    }
    return out.toString().replaceAll(" {2,}", " ");
  }

  private static boolean isPlain(char c) {
    return c >= ' ' && c < 127;
  }
}
