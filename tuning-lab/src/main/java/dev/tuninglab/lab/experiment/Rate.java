package dev.tuninglab.lab.experiment;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How fast requests are offered to a variant while it has its turn. */
public sealed interface Rate {

  /** Above this the generator needs cores of its own; a slip of the keyboard must not flood. */
  double HIGHEST = 5_000;

  /** As the user would type it. */
  String text();

  /** As {@link #text()}, with all that it takes to {@link #read} it back. */
  default String written() {
    return text();
  }

  /**
   * The inverse of {@link #written()}.
   *
   * @throws BadInput if the text is of another form, or out of range
   */
  static Rate read(String key, String text) {
    return text.startsWith(Auto.WRITTEN)
        ? new Auto(Units.ratePerSecond(key, text.substring(Auto.WRITTEN.length())))
        : parse(key, text);
  }

  /**
   * Requests per second, decided once the first warm-up has shown what the variants sustain.
   *
   * @param slowestPerSecond throughput of the slowest variant with a few users back to back
   * @param fastestPerSecond throughput of the fastest variant with a few users back to back
   */
  double choose(double slowestPerSecond, double fastestPerSecond);

  /**
   * A fixed rate, {@code 200/s}, or a multiple of what is sustained, {@code 3x}.
   *
   * @throws BadInput if the text is of neither form, or out of range
   */
  static Rate parse(String key, String text) {
    Matcher times = Times.FORM.matcher(text);
    return times.matches()
        ? Times.of(key, Double.parseDouble(times.group(1)))
        : new Fixed(Units.ratePerSecond(key, text));
  }

  /** This many requests per second, whatever the variants can take. */
  record Fixed(double perSecond) implements Rate {
    public Fixed {
      if (!(perSecond > 0) || perSecond > HIGHEST) {
        throw new BadInput(
            "--rate must be above 0/s and at most "
                + Units.rate(HIGHEST)
                + ", but was "
                + Units.rate(perSecond));
      }
    }

    @Override
    public double choose(double slowestPerSecond, double fastestPerSecond) {
      return perSecond;
    }

    @Override
    public String text() {
      return Units.rate(perSecond);
    }
  }

  /**
   * Half of what the slowest variant sustained at the end of the first warm-up, so that latency is
   * compared and not collapse.
   *
   * @param atMost the workload's own rate, in requests per second: never more than this
   */
  record Auto(double atMost) implements Rate {
    private static final double SHARE = 0.5;
    private static final String WRITTEN = "auto up to ";

    @Override
    public double choose(double slowestPerSecond, double fastestPerSecond) {
      return Math.min(atMost, rounded(Math.min(atMost, slowestPerSecond * SHARE)));
    }

    @Override
    public String text() {
      return "auto";
    }

    @Override
    public String written() {
      return WRITTEN + Units.rate(atMost);
    }
  }

  /**
   * A multiple of what was sustained at the end of the first warm-up. What it promises holds for
   * every variant: above 1 it is of the fastest, so that all are past saturation; else of the
   * slowest, so that none is.
   *
   * @param factor above 0, at most 10: a subject that refuses nothing works on a slice for about so
   *     many times its length, and from there on its requests would end at the generator's time-out
   */
  record Times(double factor) implements Rate {
    private static final Pattern FORM = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,2})?)x");
    private static final double MOST = 10;

    private static Times of(String key, double factor) {
      if (factor == 0 || factor > MOST) {
        throw new BadInput(
            key + " must be above 0x and at most 10x, but was '" + Units.factor(factor) + "'");
      }
      return new Times(factor);
    }

    /** Whether it is meant to be more than any variant can take. */
    public boolean overload() {
      return factor > 1;
    }

    @Override
    public double choose(double slowestPerSecond, double fastestPerSecond) {
      return Math.min(
          HIGHEST, rounded(factor * (overload() ? fastestPerSecond : slowestPerSecond)));
    }

    @Override
    public String text() {
      return Units.factor(factor);
    }
  }

  /** Two digits: an estimate has no more, and people can type them again. At least 1. */
  private static double rounded(double perSecond) {
    double least = Math.max(1, perSecond);
    double scale = Math.pow(10, Math.floor(Math.log10(least)) - 1);
    return Math.rint(least / scale) * scale;
  }
}
