// Copied from API Tuning Lab with its package names changed; Apache License 2.0.
package com.acme.orders.nplusone;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What two executions of one statement have in common: the SQL without its values. */
final class SqlShape {
  /** Its first group is a value, its third a name, its fourth a blank or a comment. */
  private static final Pattern TOKENS =
      Pattern.compile(
          """
          (?xs)
          ((?<![\\p{L}\\p{N}_])[eE]'(?:[^'\\\\]|\\\\.|'')*'
            |'(?:[^']|'')*'
            |\\$([\\p{L}_]*)\\$.*?\\$\\2\\$
            |\\$\\d+
            |\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?)
          |("(?:[^"]|"")*"|[\\p{L}_][\\p{L}\\p{N}_]*+)
          |((?:\\s|--[^\\n]*|/\\*.*?\\*/)+)
          """);

  private static final Pattern LIST = Pattern.compile("\\( ?\\?(?: ?, ?\\?)* ?\\)");

  private static final Pattern LISTS =
      Pattern.compile("\\(\\?, \\.\\.\\.\\)(?: ?, ?\\(\\?, \\.\\.\\.\\))+");

  private SqlShape() {}

  /** The shape, on one line; the shape of a shape is itself. */
  static String of(String sql) {
    String bare = TOKENS.matcher(sql).replaceAll(SqlShape::token).strip();
    String lists = LIST.matcher(bare).replaceAll("(?, ...)");
    return LISTS.matcher(lists).replaceAll("(?, ...), ...");
  }

  private static String token(MatchResult found) {
    if (found.group(3) != null) {
      return Matcher.quoteReplacement(found.group(3));
    }
    return found.group(1) != null ? "?" : " ";
  }
}
