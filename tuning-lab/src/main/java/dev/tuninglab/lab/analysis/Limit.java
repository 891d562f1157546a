package dev.tuninglab.lab.analysis;

import java.util.Arrays;
import java.util.Optional;

/**
 * A bound that a figure has to keep.
 *
 * @param value in the unit of the figure
 */
public record Limit(Relation relation, double value) {

  /** On which side of a limit a figure has to lie. */
  public enum Relation {
    BELOW("<"),
    AT_MOST("<="),
    ABOVE(">"),
    AT_LEAST(">=");

    private final String sign;

    Relation(String sign) {
      this.sign = sign;
    }

    /** As people type it. */
    public String sign() {
      return sign;
    }

    /** The relation of that sign; absent when there is none. */
    public static Optional<Relation> of(String sign) {
      return Arrays.stream(values()).filter(relation -> relation.sign.equals(sign)).findFirst();
    }

    /** Whether a smaller figure is the better one. */
    public boolean isUpper() {
      return this == BELOW || this == AT_MOST;
    }
  }

  public Limit {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("a limit must be a number, but was " + value);
    }
  }

  /** Whether a figure that is known exactly keeps it. */
  public boolean keeps(double figure) {
    return switch (relation) {
      case BELOW -> figure < value;
      case AT_MOST -> figure <= value;
      case ABOVE -> figure > value;
      case AT_LEAST -> figure >= value;
    };
  }

  /**
   * Of a figure that lies somewhere in an interval. What keeps a limit is a half-line, so both ends
   * speak for all that is between them.
   */
  public Outcome judge(double low, double high) {
    boolean keepsLow = keeps(low);
    boolean keepsHigh = keeps(high);
    if (keepsLow != keepsHigh) {
      return Outcome.UNDECIDED;
    }
    return keepsLow ? Outcome.HELD : Outcome.FAILED;
  }
}
