package dev.tuninglab.lab.init;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds segments of paths that vary though they do not look like ids: names of users, of pages. */
final class Slugs {
  /** So many paths that differ in one segment alone are one kind of request. */
  static final int MANY = 50;

  private final Map<String, SeenValues> places = new HashMap<>();

  /** The shapes, those joined that differ by such segments alone. */
  List<Shape> joined(Collection<Shape> shapes) {
    List<Shape> all = List.copyOf(shapes);
    int longest = all.stream().mapToInt(shape -> shape.segments().size()).max().orElse(0);
    // From the end: what varies there must not hide what varies before it.
    for (int position = longest - 1; position >= 0; position--) {
      all = joined(all, position);
    }
    return all;
  }

  /** Where such segments stand: what comes before them. */
  Set<String> places() {
    return places.keySet();
  }

  private List<Shape> joined(List<Shape> shapes, int position) {
    List<Shape> result = new ArrayList<>();
    Map<String, List<Shape>> alike = new LinkedHashMap<>();
    for (Shape shape : shapes) {
      if (position < shape.segments().size()
          && shape.segments().get(position) instanceof Shape.Fixed) {
        alike.computeIfAbsent(key(shape, position), unused -> new ArrayList<>()).add(shape);
      } else {
        result.add(shape);
      }
    }
    for (List<Shape> group : alike.values()) {
      if (group.size() < MANY) {
        result.addAll(group);
      } else {
        result.add(one(group, position));
      }
    }
    return result;
  }

  private Shape one(List<Shape> group, int position) {
    Shape first = group.get(0);
    SeenValues values = places.computeIfAbsent(prefix(first, position), unused -> new SeenValues());
    for (Shape shape : group) {
      String segment = ((Shape.Fixed) shape.segments().get(position)).text();
      values.add(UrlText.decoded(segment, false).orElse(segment), shape.count(), true);
      shape.vary(position, values);
      if (shape != first) {
        first.absorb(shape);
      }
    }
    return first;
  }

  private static String prefix(Shape shape, int position) {
    StringBuilder prefix = new StringBuilder();
    shape
        .segments()
        .subList(0, position)
        .forEach(part -> prefix.append('/').append(Shape.key(part)));
    return prefix.toString();
  }

  private static String key(Shape shape, int position) {
    StringBuilder key = new StringBuilder(shape.method());
    for (int i = 0; i < shape.segments().size(); i++) {
      key.append('/').append(i == position ? "*" : Shape.key(shape.segments().get(i)));
    }
    shape
        .query()
        .forEach(
            parameter ->
                key.append('&').append(parameter.name()).append(Shape.key(parameter.part())));
    return key.toString();
  }
}
