package dev.tuninglab.app.knobs.prepare;

/** Who remembers a statement that comes again: the seam of the knob {@code prepare}. */
public interface StatementPreparation {
  /**
   * Tells the driver.
   *
   * @param jdbcUrl of a PostgreSQL; what it says of this already is replaced
   * @return the same URL with this variant's parameters
   */
  String in(String jdbcUrl);
}
