package dev.tuninglab.lab.report;

/** The characters that bars are drawn with. */
public enum Glyphs {
  UNICODE('\u2588', '\u2592', "\u2026"),
  /** Where a terminal may not know what else to show. */
  ASCII('#', ':', "...");

  private final char solid;
  private final char shade;
  private final String ellipsis;

  Glyphs(char solid, char shade, String ellipsis) {
    this.solid = solid;
    this.shade = shade;
    this.ellipsis = ellipsis;
  }

  public String solid(int columns) {
    return String.valueOf(solid).repeat(Math.max(0, columns));
  }

  public String shade(int columns) {
    return String.valueOf(shade).repeat(Math.max(0, columns));
  }

  /** At most so many columns; what is left out shows. */
  public String cut(String text, int columns) {
    return text.length() <= columns
        ? text
        : text.substring(0, Math.max(0, columns - ellipsis.length())) + ellipsis;
  }
}
