package dev.tuninglab.lab.init;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Requests that are alike but for the values in their path and query. */
final class Shape {

  /** A part of a path, or a parameter of a query. */
  sealed interface Part {}

  /** One that is the same always. */
  record Fixed(String text) implements Part {}

  /** One that may vary. */
  record Varying(SeenValues values) implements Part {}

  /** One that is secret. */
  record Secret(String reference) implements Part {}

  /** Of a query; {@code name} as it stands in it, with the '=' where there is one. */
  record Parameter(String name, Part part) {}

  /** The same text for parts that are alike. */
  static String key(Part part) {
    if (part instanceof Fixed fixed) {
      return fixed.text();
    }
    // What no URL holds.
    return part instanceof Secret secret ? secret.reference() : "\0";
  }

  private final String method;
  private final List<Part> segments;
  private final List<Parameter> query;
  private final Sent sent;
  private final Set<Integer> statuses = new TreeSet<>();
  private long count;

  Shape(String method, List<Part> segments, List<Parameter> query, Sent sent) {
    this.method = method;
    this.segments = new ArrayList<>(segments);
    this.query = query;
    this.sent = sent;
  }

  void countOne(int status) {
    count++;
    statuses.add(status);
  }

  /** From now on, a segment varies. */
  void vary(int position, SeenValues values) {
    segments.set(position, new Varying(values));
  }

  /** Takes over what another counted that differs from it in segments that vary by now. */
  void absorb(Shape other) {
    for (int i = 0; i < segments.size(); i++) {
      join(other.segments.get(i), segments.get(i));
    }
    for (int i = 0; i < query.size(); i++) {
      join(other.query.get(i).part(), query.get(i).part());
    }
    count += other.count;
    statuses.addAll(other.statuses);
  }

  private static void join(Part from, Part to) {
    if (from instanceof Varying one && to instanceof Varying other) {
      one.values().whole().join(other.values().whole());
    }
  }

  /** The same for all paths and queries that are alike. */
  String key() {
    StringBuilder key = new StringBuilder();
    segments.forEach(part -> key.append('/').append(key(part)));
    key.append(query.isEmpty() ? "" : "?");
    query.forEach(
        parameter -> key.append('&').append(parameter.name()).append(key(parameter.part())));
    return key.toString();
  }

  String method() {
    return method;
  }

  List<Part> segments() {
    return segments;
  }

  List<Parameter> query() {
    return query;
  }

  Sent sent() {
    return sent;
  }

  long count() {
    return count;
  }

  /**
   * Statuses to expect of the lab's requests, which ask for no part and know no earlier answer;
   * empty for 200 alone.
   */
  List<Integer> expect() {
    Set<Integer> expected = new TreeSet<>();
    statuses.forEach(status -> expected.add(status == 304 || status == 206 ? 200 : status));
    return expected.equals(Set.of(200)) ? List.of() : List.copyOf(expected);
  }
}
