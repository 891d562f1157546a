package dev.tuninglab.lab.report;

import java.util.regex.Pattern;

/**
 * Text in Markdown that stays text, also where GitHub, GitLab or Bitbucket make more of it than
 * CommonMark says: no markup, no HTML, no mention, no link, no formula, no emoji.
 */
final class MarkdownText {
  /** Takes the meaning of what it follows, and is not seen. */
  private static final String APART = "\u200B";

  private static final Pattern MARKUP = Pattern.compile("([\\\\`*_\\[\\]|#~!])");
  private static final Pattern REFERENCE = Pattern.compile("(?<=[@#!])(?=\\w)");
  private static final Pattern ADDRESS = Pattern.compile("(?i)(://)|(?<=\\bwww)(?=\\.)");
  private static final Pattern EMOJI = Pattern.compile(":(?=[\\w+-]+:)");
  private static final Pattern BLOCK = Pattern.compile("^(\\s*)([-+>=]|\\d{1,9}(?=[.)]))");

  private MarkdownText() {}

  /** In a paragraph, a list's item or a table's cell; one line. */
  static String escape(String text) {
    String plain = text.replaceAll("\\p{Cntrl}+", " ").strip();
    plain = plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    plain = MARKUP.matcher(plain).replaceAll("\\\\$1");
    plain = EMOJI.matcher(plain).replaceAll(":" + APART);
    plain = ADDRESS.matcher(plain).replaceAll(m -> APART + (m.group(1) == null ? "" : "://"));
    plain = REFERENCE.matcher(plain).replaceAll(APART);
    plain = BLOCK.matcher(plain).replaceFirst(m -> m.group(1) + first(m.group(2)));
    return plain.replace(APART, "&#8203;").replace("$", "&#36;");
  }

  /** What would begin a list or a quotation. */
  private static String first(String sign) {
    return Character.isDigit(sign.charAt(0)) ? APART + sign : "\\\\" + sign;
  }

  /** A block of code, whatever the text holds. */
  static String code(String text) {
    String line = text.replaceAll("\\R+", " ");
    String fence = "```";
    while (line.contains(fence)) {
      fence += "`";
    }
    return fence + "\n" + line + "\n" + fence + "\n";
  }
}
