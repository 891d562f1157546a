package dev.tuninglab.lab.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares candidates with a baseline that took turns with them in the same rounds.
 *
 * <p>The unit is the fork. Within a fork the rounds of either variant are pooled and the ratio is
 * taken, so that what the machine did to both cancels; over forks, the logarithms of these ratios
 * have a mean and, by Student's t with one degree of freedom less than there are forks, an
 * interval. JVMs of one and the same program differ by several percent from start to start, rounds
 * within one JVM do not show it: an interval over rounds called equal variants different. The
 * method is that of Georges, Buytaert and Eeckhout, Statistically Rigorous Java Performance
 * Evaluation, OOPSLA 2007, section 3, on the ratios of Kalibera and Jones, Rigorous Benchmarking in
 * Reasonable Time, ISMM 2013.
 *
 * <p>A result has many comparisons. {@link Holm} keeps the probability of any false {@code faster}
 * or {@code slower} among them below 5%; {@link Looks} does so when data was looked at before it
 * was complete. Intervals are each by themselves: 95% of them hold the truth. So an interval that
 * leaves out 1 can stand beside {@code undecided}: taken alone it would show a difference, among so
 * many it does not.
 *
 * @param primary the metric that was declared, before measuring, to decide
 * @param margin half-width of what counts as the same, as a share
 * @param looks when the data was or will be looked at
 */
public record Judge(Metric primary, double margin, Looks looks) {
  public static final double CONFIDENCE = 0.95;

  /** Paired rounds below which a ratio rests on too little to be worth stating. */
  public static final int FEWEST_ROUNDS = 6;

  /** Forks below which nothing is known about how JVMs of one variant differ. */
  public static final int FEWEST_FORKS = 2;

  /** Probability that a result claims any difference where there is none. */
  private static final double LEVEL = 0.05;

  /**
   * Of that, the primary metric's over all endpoints together; all other figures share the rest.
   */
  private static final double PRIMARY_SHARE = 0.8;

  /** Level that the primary metric of each of so many candidates starts with. */
  public static double primaryLevel(int candidates) {
    return LEVEL * PRIMARY_SHARE / candidates;
  }

  public Judge {
    if (!(margin > 0)) {
      throw new IllegalArgumentException("margin must be above 0, but was " + margin);
    }
  }

  /** One figure of one candidate, before the family is in view. */
  private record Figure(
      String candidate, String endpoint, Metric metric, LogRatios ratios, int rounds) {}

  /** Without comparisons where fewer than 2 forks or 6 paired rounds were measured. */
  public Judgement judge(Contender baseline, List<Contender> candidates) {
    List<Figure> figures = new ArrayList<>();
    List<NotClaimed> notClaimed = new ArrayList<>();
    for (Contender candidate : candidates) {
      for (Map.Entry<String, Sample> part : parts(candidate).entrySet()) {
        Sample of =
            part.getKey() == null ? baseline.all() : baseline.endpoints().get(part.getKey());
        if (of != null) {
          List<PairedFork> forks = PairedFork.of(of, part.getValue());
          collect(candidate.name(), part.getKey(), forks, figures, notClaimed);
        }
      }
    }
    return new Judgement(
        candidates.stream().map(Contender::name).toList(), primary, held(figures), notClaimed);
  }

  /** All together under null, then each endpoint where there are several. */
  private static Map<String, Sample> parts(Contender contender) {
    Map<String, Sample> parts = new LinkedHashMap<>();
    parts.put(null, contender.all());
    if (contender.endpoints().size() > 1) {
      parts.putAll(contender.endpoints());
    }
    return parts;
  }

  private static void collect(
      String candidate,
      String endpoint,
      List<PairedFork> forks,
      List<Figure> figures,
      List<NotClaimed> notClaimed) {
    int rounds = PairedFork.rounds(forks);
    if (forks.size() < FEWEST_FORKS || rounds < FEWEST_ROUNDS) {
      return;
    }
    long requests = PairedFork.requests(forks);
    for (Metric metric : Metric.ALL) {
      if (requests < metric.fewestRequests()) {
        notClaimed.add(
            new NotClaimed(candidate, endpoint, metric, requests, metric.fewestRequests()));
        continue;
      }
      LogRatios ratios = LogRatios.of(metric, forks);
      if (ratios != null) {
        figures.add(new Figure(candidate, endpoint, metric, ratios, rounds));
      }
    }
  }

  private List<Comparison> held(List<Figure> figures) {
    double[] pValues = new double[figures.size()];
    double[] weights = new double[figures.size()];
    long primaries = figures.stream().filter(this::isPrimary).count();
    long others = figures.size() - primaries;
    for (int i = 0; i < pValues.length; i++) {
      Figure figure = figures.get(i);
      pValues[i] = looks.spent(figure.ratios.pValue(), figure.ratios.forks());
      weights[i] = isPrimary(figure) ? PRIMARY_SHARE / primaries : (1 - PRIMARY_SHARE) / others;
    }
    List<Holm.Held> held = Holm.hold(pValues, weights, LEVEL);
    Map<Integer, Double> reach = new HashMap<>();
    List<Comparison> comparisons = new ArrayList<>();
    for (int i = 0; i < pValues.length; i++) {
      int forks = figures.get(i).ratios.forks();
      double errors = reach.computeIfAbsent(forks, n -> Estimate.reach(looks, n));
      comparisons.add(comparison(figures.get(i), held.get(i), errors));
    }
    return comparisons;
  }

  private boolean isPrimary(Figure figure) {
    return figure.endpoint == null && figure.metric.equals(primary);
  }

  private Comparison comparison(Figure figure, Holm.Held held, double reach) {
    LogRatios ratios = figure.ratios;
    double half = reach * ratios.error();
    double low = Math.exp(ratios.mean() - half);
    double high = Math.exp(ratios.mean() + half);
    return new Comparison(
        figure.candidate,
        figure.endpoint,
        figure.metric,
        Math.exp(ratios.mean()),
        low,
        high,
        CONFIDENCE,
        Verdict.of(low, high, margin, held.adjusted() <= LEVEL, figure.metric.higherIsBetter()),
        ratios.pValue(),
        held.adjusted(),
        looks.nominal(LEVEL * held.share(), ratios.forks()),
        figure.rounds,
        ratios.forks(),
        ratios.spread(),
        margin);
  }
}
