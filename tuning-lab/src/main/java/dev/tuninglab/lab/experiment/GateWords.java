package dev.tuninglab.lab.experiment;

import dev.tuninglab.lab.analysis.Limit;
import dev.tuninglab.lab.analysis.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The one place that knows how gates are typed. */
final class GateWords {
  private static final Pattern FORM =
      Pattern.compile("\\s*([^<>=]+?)\\s*(<=|>=|<|>)\\s*([^<>=\\s]+)\\s*");

  /** By figure as typed, in the order of a list for people. */
  private static final Map<String, Figure> FIGURES = figures();

  private GateWords() {}

  private record Figure(LimitUnit unit, Function<Limit, Gate> gate) {}

  private static Map<String, Figure> figures() {
    Map<String, Figure> figures = new LinkedHashMap<>();
    for (Metric metric : Metric.ALL) {
      figures.put(
          metric.name(),
          new Figure(Gate.Absolute.unit(metric), limit -> new Gate.Absolute(metric, limit)));
    }
    figures.put(Gate.Capacity.figure(false), capacity(false));
    for (Gate.Kind kind : Gate.Kind.values()) {
      figures.put(kind.text(), new Figure(LimitUnit.SHARE, limit -> new Gate.Counted(kind, limit)));
    }
    for (Metric metric : Metric.ALL) {
      figures.put(
          Gate.Ratio.figure(metric),
          new Figure(LimitUnit.RATIO, limit -> new Gate.Ratio(metric, limit, false)));
      figures.put(
          Gate.Ratio.figure(metric) + Gate.Ratio.EACH,
          new Figure(LimitUnit.RATIO, limit -> new Gate.Ratio(metric, limit, true)));
    }
    figures.put(Gate.Capacity.figure(true), capacity(true));
    return figures;
  }

  private static Figure capacity(boolean ratio) {
    return new Figure(Gate.Capacity.unit(ratio), limit -> new Gate.Capacity(ratio, limit));
  }

  static Gate parse(String key, String rule) {
    Matcher matcher = FORM.matcher(rule);
    if (!matcher.matches()) {
      throw new BadInput(
          key
              + " must be a figure, a sign (<, <=, >, >=) and a limit, such as p99<50ms,"
              + " errors<0.1% or 'p95 ratio<1.05', but was '"
              + rule
              + "'");
    }
    String name = matcher.group(1).replaceAll("\\s+", " ");
    Figure figure = FIGURES.get(name);
    if (figure == null) {
      throw new BadInput(
          key + " '" + rule + "': there is no figure '" + name + "'; figures are " + known());
    }
    Limit.Relation relation = Limit.Relation.of(matcher.group(2)).orElseThrow();
    try {
      double value = figure.unit().read(name, matcher.group(3));
      return figure.gate().apply(new Limit(relation, value));
    } catch (BadInput e) {
      throw new BadInput(key + " '" + rule + "': " + e.getMessage(), e);
    }
  }

  private static String known() {
    List<String> names = new ArrayList<>(FIGURES.keySet());
    names.removeIf(name -> name.contains(" "));
    return String.join(", ", names) + ", and of all but the last two a ratio, such as 'p95 ratio'";
  }
}
