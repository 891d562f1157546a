package dev.tuninglab.lab.init;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Requests that a service had, gathered by shape. What it holds in memory is bounded, however long
 * the source.
 */
final class Traffic {
  private static final int MOST_SHAPES = 10_000;
  private static final int LONGEST_TARGET = 2_000;
  private static final int MOST_PARAMETERS = 30;

  /** Methods that a target file may send; of the others nothing is measured. */
  private static final Pattern METHOD = Pattern.compile("GET|POST|PUT|PATCH|DELETE");

  private final Map<String, Shape> shapes = new HashMap<>();
  private final TargetParts parts;
  private final LeftOuts leftOuts;
  private boolean joined;

  Traffic(Secrets secrets, LeftOuts leftOuts) {
    this.parts = new TargetParts(secrets);
    this.leftOuts = leftOuts;
  }

  /**
   * @param target path and query, or a URL
   * @param sent what else it brought
   * @return whether it was counted; otherwise it was left out
   */
  boolean add(String method, String target, int status, Sent sent) {
    if (!METHOD.matcher(method).matches()) {
      leftOuts.count("of other methods than GET, POST, PUT, PATCH, DELETE");
      return false;
    }
    String relative = relative(target);
    if (!relative.startsWith("/") || relative.length() > LONGEST_TARGET) {
      leftOuts.count(
          relative.startsWith("/")
              ? "with a path of more than %,d characters".formatted(LONGEST_TARGET)
              : "whose target is no path");
      return false;
    }
    TargetParts.Parsed parsed = parts.parse(relative, false);
    Shape shape = shapes.get(method + parsed.key());
    if (shape == null && joined) {
      parsed = parts.parse(relative, true);
      shape = shapes.get(method + parsed.key());
    }
    if (shape == null && shapes.size() >= MOST_SHAPES && !joined) {
      join();
      return add(method, target, status, sent);
    }
    if (shape == null
        && (shapes.size() >= MOST_SHAPES || parsed.query().size() > MOST_PARAMETERS)) {
      leftOuts.count(
          shapes.size() >= MOST_SHAPES
              ? "of further kinds, after the first %,d".formatted(MOST_SHAPES)
              : "with more than " + MOST_PARAMETERS + " parameters");
      return false;
    }
    if (shape == null) {
      shape = new Shape(method, parsed.segments(), parsed.query(), sent);
      shapes.put(method + parsed.key(), shape);
    }
    parsed.count();
    shape.countOne(status);
    return true;
  }

  /** Makes room, once: paths that differ by names alone become one, and those to come as well. */
  private void join() {
    joined = true;
    Slugs slugs = new Slugs();
    List<Shape> all = slugs.joined(shapes.values());
    shapes.clear();
    all.forEach(shape -> shapes.put(shape.method() + shape.key(), shape));
    parts.adopt(all, slugs.places());
  }

  List<Shape> shapes() {
    return List.copyOf(shapes.values());
  }

  boolean isEmpty() {
    return shapes.isEmpty();
  }

  /** How many secrets were found in URLs. */
  long hidden() {
    return parts.hidden();
  }

  private static String relative(String target) {
    String text = target.replaceFirst("#.*", "");
    if (text.regionMatches(true, 0, "http://", 0, 7)
        || text.regionMatches(true, 0, "https://", 0, 8)) {
      String rest = text.substring(text.indexOf("//") + 2);
      int end = rest.replace('?', '/').indexOf('/');
      String path = end < 0 ? "" : rest.substring(end);
      return path.startsWith("/") ? path : "/" + path;
    }
    return text;
  }
}
