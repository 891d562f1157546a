package dev.tuninglab.lab.init;

import dev.tuninglab.lab.init.Shape.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Requests that a service had, gathered by shape. What it holds in memory is bounded, however long
 * the source.
 */
final class Traffic {
  private static final int MOST_SHAPES = 10_000;
  private static final int MOST_VALUES = 200_000;
  private static final int LONGEST_TARGET = 2_000;
  private static final int MOST_PARAMETERS = 30;

  /** Methods that a target file may send; of the others nothing is measured. */
  private static final Pattern METHOD = Pattern.compile("GET|POST|PUT|PATCH|DELETE");

  /** Numbers, UUIDs, ULIDs, and hexadecimal texts as long as a hash or an object's id. */
  private static final Pattern ID =
      Pattern.compile(
          "[0-9]+|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|[0-9A-HJKMNP-TV-Z]{26}"
              + "|(?=.*[0-9])([0-9a-f]{16,64}|[0-9A-F]{16,64})");

  private final Map<String, Shape> shapes = new HashMap<>();
  private final Map<String, SeenValues> places = new HashMap<>();
  private final Secrets secrets;
  private final LeftOuts leftOuts;
  private long values;
  private long hidden;

  Traffic(Secrets secrets, LeftOuts leftOuts) {
    this.secrets = secrets;
    this.leftOuts = leftOuts;
  }

  /** Counts a request that brings nothing but its URL. */
  boolean add(String method, String target, int status) {
    return add(method, target, status, Sent.NOTHING);
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
    int question = relative.indexOf('?');
    String path = question < 0 ? relative : relative.substring(0, question);
    StringBuilder key = new StringBuilder(method);
    List<Part> segments = new ArrayList<>();
    List<Runnable> seen = new ArrayList<>();
    for (String segment : path.substring(1).split("/", -1)) {
      Part part = segment(withoutSecretParameters(segment), segments, key, seen);
      segments.add(part);
      key.append('/').append(Shape.key(part));
    }
    List<Shape.Parameter> query = new ArrayList<>();
    if (question >= 0) {
      String place = key.append('?').toString();
      for (String pair : relative.substring(question + 1).split("&")) {
        if (!pair.isEmpty()) {
          Shape.Parameter parameter = parameter(pair, place, seen);
          query.add(parameter);
          key.append('&').append(parameter.name()).append(Shape.key(parameter.part()));
        }
      }
    }
    if (query.size() > MOST_PARAMETERS) {
      leftOuts.count("with more than " + MOST_PARAMETERS + " parameters");
      return false;
    }
    Shape shape = shapes.get(key.toString());
    if (shape == null) {
      if (shapes.size() >= MOST_SHAPES) {
        leftOuts.count("of further kinds, after the first %,d".formatted(MOST_SHAPES));
        return false;
      }
      shape = new Shape(method, segments, query, sent);
      shapes.put(key.toString(), shape);
    }
    seen.forEach(Runnable::run);
    shape.countOne(status);
    return true;
  }

  List<Shape> shapes() {
    return List.copyOf(shapes.values());
  }

  boolean isEmpty() {
    return shapes.isEmpty();
  }

  /** How many secrets were found in URLs. */
  long hidden() {
    return hidden;
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

  /** Without what some servers write behind a path: {@code ;jsessionid=...}. */
  private String withoutSecretParameters(String segment) {
    int semicolon = segment.indexOf(';');
    if (semicolon < 0) {
      return segment;
    }
    StringBuilder kept = new StringBuilder(segment.substring(0, semicolon));
    for (String parameter : segment.substring(semicolon + 1).split(";")) {
      int equals = parameter.indexOf('=');
      if (equals >= 0
          && (Secrets.isSecret(parameter.substring(0, equals), parameter.substring(equals + 1))
              || isSecret(parameter))) {
        hidden++;
      } else {
        kept.append(';').append(parameter);
      }
    }
    return kept.toString();
  }

  private Part segment(String raw, List<Part> before, CharSequence place, List<Runnable> seen) {
    String previous =
        !before.isEmpty() && before.get(before.size() - 1) instanceof Shape.Fixed fixed
            ? fixed.text()
            : "";
    if (isSecret(raw)) {
      hidden++;
      return new Shape.Secret(Secrets.reference(Names.word(previous, "path") + "_secret"));
    }
    Optional<String> value = UrlText.decoded(raw, false).filter(v -> ID.matcher(v).matches());
    return value.isEmpty()
        ? new Shape.Fixed(UrlText.literal(raw))
        : varying(place.toString(), value.get(), seen);
  }

  private Shape.Parameter parameter(String pair, String place, List<Runnable> seen) {
    int equals = pair.indexOf('=');
    String name = UrlText.literal(equals < 0 ? pair : pair.substring(0, equals + 1));
    String raw = equals < 0 ? "" : pair.substring(equals + 1);
    String plainName = UrlText.decoded(name, true).orElse(name);
    if (isSecret(name)) {
      hidden++;
      return new Shape.Parameter("", new Shape.Secret(Secrets.reference("query_secret")));
    }
    if (equals < 0) {
      return new Shape.Parameter(name, new Shape.Fixed(""));
    }
    Optional<String> value = UrlText.decoded(raw, true);
    if (Secrets.isSecret(plainName, value.orElse(raw)) || isSecret(raw)) {
      hidden++;
      return new Shape.Parameter(name, new Shape.Secret(Secrets.reference(plainName)));
    }
    return new Shape.Parameter(
        name,
        value.isEmpty()
            ? new Shape.Fixed(UrlText.literal(raw))
            : varying(place + name, value.get(), seen));
  }

  private boolean isSecret(String raw) {
    return secrets.isIn(raw) || UrlText.decoded(raw, true).filter(secrets::isIn).isPresent();
  }

  /** The value counts once the request is known to be one that is kept. */
  private Part varying(String place, String value, List<Runnable> seen) {
    SeenValues here = places.get(place);
    if (here == null) {
      here = new SeenValues();
      if (places.size() < MOST_VALUES) {
        places.put(place, here);
      }
    }
    SeenValues counting = here;
    seen.add(
        () -> {
          if (counting.add(value, 1, values < MOST_VALUES || counting.counts().isEmpty())) {
            values++;
          }
        });
    return new Shape.Varying(here);
  }
}
