package dev.tuninglab.lab.experiment;

/** How fast requests are offered to a variant while it has its turn. */
public sealed interface Rate {

  /** Above this the generator needs cores of its own; a slip of the keyboard must not flood. */
  double HIGHEST = 5_000;

  /** As the user would type it. */
  String text();

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
    private static final double LEAST = 1;

    /**
     * @param slowestPerSecond throughput of the slowest variant with a few users back to back
     */
    public double choose(double slowestPerSecond) {
      double half = Math.max(LEAST, Math.min(atMost, slowestPerSecond * SHARE));
      // Two digits: the estimate has no more, and people can type them again.
      double scale = Math.pow(10, Math.floor(Math.log10(half)) - 1);
      return Math.min(atMost, Math.rint(half / scale) * scale);
    }

    @Override
    public String text() {
      return "auto";
    }
  }
}
