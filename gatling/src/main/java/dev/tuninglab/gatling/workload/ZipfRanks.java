package dev.tuninglab.gatling.workload;

import java.util.SplittableRandom;

/**
 * Draws ranks 1..n in proportion to {@code 1 / rank^skew}, without a table, in constant time.
 *
 * <p>Rejection-inversion for monotone discrete distributions: W. Hörmann and G. Derflinger, ACM
 * Transactions on Modeling and Computer Simulation 6 (1996), 169-184.
 */
final class ZipfRanks {
  private final long count;
  private final double skew;
  private final double areaLow;
  private final double areaHigh;
  private final double alwaysAccepted;

  ZipfRanks(long count, double skew) {
    this.count = count;
    this.skew = skew;
    this.areaLow = area(1.5) - 1;
    this.areaHigh = area(count + 0.5);
    this.alwaysAccepted = 2 - inverseArea(area(2.5) - density(2));
  }

  long next(SplittableRandom random) {
    while (true) {
      double u = areaHigh + random.nextDouble() * (areaLow - areaHigh);
      double x = inverseArea(u);
      long rank = Math.max(1, Math.min(count, Math.round(x)));
      if (rank - x <= alwaysAccepted || u >= area(rank + 0.5) - density(rank)) {
        return rank;
      }
    }
  }

  private double density(double x) {
    return Math.exp(-skew * Math.log(x));
  }

  /** The integral of the density from 1 to x. */
  private double area(double x) {
    double log = Math.log(x);
    double power = (1 - skew) * log;
    return Math.abs(power) < 1e-8 ? log : log * Math.expm1(power) / power;
  }

  private double inverseArea(double area) {
    double scaled = Math.max(-1, area * (1 - skew));
    return Math.abs(scaled) < 1e-8 ? Math.exp(area) : Math.exp(area * Math.log1p(scaled) / scaled);
  }
}
