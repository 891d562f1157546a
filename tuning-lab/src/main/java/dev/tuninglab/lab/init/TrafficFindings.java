package dev.tuninglab.lab.init;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Makes requests and feeders of the shapes of traffic. */
final class TrafficFindings {
  /** More than a person looks through, or than a slice can tell apart. */
  static final int MOST_REQUESTS = 100;

  private static final long HIGHEST_WEIGHT = 1_000_000;

  private final Feeders feeders = new Feeders();
  private final Names names = new Names();
  private final Map<SeenValues, String> variables = new IdentityHashMap<>();
  private final List<FoundRequest> requests = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  TrafficFindings(Traffic traffic, LeftOuts leftOuts) {
    List<Shape> shapes = new ArrayList<>(new Slugs().joined(traffic.shapes()));
    shapes.sort(
        Comparator.comparingLong(Shape::count)
            .reversed()
            .thenComparing(Shape::method)
            .thenComparing(shape -> path(shape, part -> Shape.key(part))));
    long most = shapes.isEmpty() ? 1 : shapes.get(0).count();
    long unit = (most + HIGHEST_WEIGHT - 1) / HIGHEST_WEIGHT;
    if (unit > 1) {
      notes.add(String.format(Locale.ROOT, "a weight of 1 stands for %,d requests", unit));
    }
    for (Shape shape : shapes) {
      if (requests.size() == MOST_REQUESTS) {
        leftOuts.add("of the rarer kinds, after the first " + MOST_REQUESTS, shape.count());
      } else {
        requests.add(request(shape, Math.max(1, shape.count() / unit)));
      }
    }
    if (traffic.hidden() > 0) {
      notes.add(
          String.format(
              Locale.ROOT,
              "%,d secrets in URLs are not written; ${env:...} stands in their places",
              traffic.hidden()));
    }
  }

  List<FoundRequest> requests() {
    return requests;
  }

  Map<String, FoundFeeder> feeders() {
    return feeders.all();
  }

  List<String> notes() {
    return notes;
  }

  private FoundRequest request(Shape shape, long weight) {
    String plain = path(shape, part -> part instanceof Shape.Fixed fixed ? fixed.text() : "");
    String wanted = Names.ofRequest(shape.method(), plain);
    StringBuilder path = new StringBuilder();
    String previous = "";
    for (Shape.Part part : shape.segments()) {
      UrlText.append(path.append('/'), text(part, Names.singular(previous), "id"));
      previous = part instanceof Shape.Fixed fixed ? fixed.text() : "";
    }
    char separator = '?';
    for (Shape.Parameter parameter : shape.query()) {
      String name = Names.word(parameter.name(), "value");
      UrlText.append(
          path.append(separator).append(parameter.name()),
          text(parameter.part(), name, wanted + "-" + name));
      separator = '&';
    }
    String text = path.toString();
    return new FoundRequest(
        names.fresh(Names.ofRequest(shape.method(), text)),
        shape.method(),
        text,
        shape.sent().headers(),
        shape.sent().body(),
        weight,
        shape.expect(),
        shape.sent().comments());
  }

  private String text(Shape.Part part, String wanted, String otherwise) {
    if (part instanceof Shape.Fixed fixed) {
      return fixed.text();
    }
    if (part instanceof Shape.Secret secret) {
      return secret.reference();
    }
    SeenValues values = ((Shape.Varying) part).values().whole();
    if (values.isConstant()) {
      String value = values.counts().keySet().iterator().next();
      return UrlText.encoded(value);
    }
    return "${"
        + variables.computeIfAbsent(
            values,
            seen ->
                feeders.variable(
                    "place " + variables.size(), wanted, otherwise, Popularity.feeder(seen)))
        + "}";
  }

  private static String path(Shape shape, Function<Shape.Part, String> text) {
    StringBuilder path = new StringBuilder();
    shape.segments().forEach(part -> path.append('/').append(text.apply(part)));
    shape
        .query()
        .forEach(
            parameter ->
                path.append('?').append(parameter.name()).append(text.apply(parameter.part())));
    return path.toString();
  }
}
