package dev.tuninglab.lab.experiment;

import dev.tuninglab.lab.analysis.Limit;
import dev.tuninglab.lab.analysis.Metric;
import java.util.Locale;

/**
 * A rule that a result has to keep: {@code p99<50ms}, {@code errors<0.1%}, {@code p95 ratio<1.05}.
 */
public sealed interface Gate {
  /** What is limited, as typed: {@code p99}, {@code errors}, {@code p95 ratio}. */
  String figure();

  Limit limit();

  /** In what the limit is given. */
  LimitUnit unit();

  /** As it can be typed again. */
  default String text() {
    return figure() + limit().relation().sign() + unit().text(limit().value());
  }

  /**
   * The inverse of {@link #text}; spaces may stand around the sign.
   *
   * @throws BadInput naming the whole rule, what is wrong with it and what is allowed
   */
  static Gate parse(String key, String rule) {
    return GateWords.parse(key, rule);
  }

  /**
   * A metric of every variant by itself.
   *
   * @param limit in microseconds, or of throughput in requests a second
   */
  record Absolute(Metric metric, Limit limit) implements Gate {
    public Absolute {
      unit(metric).check(metric.name(), limit);
    }

    @Override
    public String figure() {
      return metric.name();
    }

    @Override
    public LimitUnit unit() {
      return unit(metric);
    }

    static LimitUnit unit(Metric metric) {
      return metric instanceof Metric.Throughput ? LimitUnit.RATE : LimitUnit.TIME;
    }
  }

  /**
   * A metric of every candidate over that of the baseline.
   *
   * @param each whether each kind of request has to keep it by itself, and not all together
   */
  record Ratio(Metric metric, Limit limit, boolean each) implements Gate {
    static final String EACH = " of each";

    public Ratio {
      LimitUnit.RATIO.check(figure(metric), limit);
    }

    @Override
    public String figure() {
      return figure(metric) + (each ? EACH : "");
    }

    @Override
    public LimitUnit unit() {
      return LimitUnit.RATIO;
    }

    static String figure(Metric metric) {
      return metric.name() + " ratio";
    }
  }

  /**
   * The highest rate that a variant holds.
   *
   * @param ratio whether it is that of every candidate over the baseline's, and not of each variant
   */
  record Capacity(boolean ratio, Limit limit) implements Gate {
    public Capacity {
      unit(ratio).check(figure(ratio), limit);
    }

    @Override
    public String figure() {
      return figure(ratio);
    }

    @Override
    public LimitUnit unit() {
      return unit(ratio);
    }

    static String figure(boolean ratio) {
      return ratio ? "capacity ratio" : "capacity";
    }

    static LimitUnit unit(boolean ratio) {
      return ratio ? LimitUnit.RATIO : LimitUnit.RATE;
    }
  }

  /** Whether it sets a candidate against the baseline. */
  default boolean compares() {
    return unit() == LimitUnit.RATIO;
  }

  /** A share of every variant's requests. */
  record Counted(Kind kind, Limit limit) implements Gate {
    public Counted {
      LimitUnit.SHARE.check(kind.text(), limit);
    }

    @Override
    public String figure() {
      return kind.text();
    }

    @Override
    public LimitUnit unit() {
      return LimitUnit.SHARE;
    }
  }

  /** Which requests are counted. */
  enum Kind {
    /** Those that failed. */
    ERRORS,
    /** Those that the service said it does not take now. */
    REFUSED;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
