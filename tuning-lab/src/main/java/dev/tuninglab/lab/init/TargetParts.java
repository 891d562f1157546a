package dev.tuninglab.lab.init;

import dev.tuninglab.lab.init.Shape.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Splits paths and queries into what is the same always, what varies, and what is secret. */
final class TargetParts {
  private static final int MOST_VALUES = 200_000;

  /** Numbers, UUIDs, ULIDs, and hexadecimal texts as long as a hash or an object's id. */
  private static final Pattern ID =
      Pattern.compile(
          "[0-9]+|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|[0-9A-HJKMNP-TV-Z]{26}"
              + "|(?=.*[0-9])([0-9a-f]{16,64}|[0-9A-F]{16,64})");

  private final Map<String, SeenValues> places = new HashMap<>();
  private final Set<String> slugs = new HashSet<>();
  private final Secrets secrets;
  private long values;
  private long hidden;

  TargetParts(Secrets secrets) {
    this.secrets = secrets;
  }

  /**
   * A path and query in parts.
   *
   * @param key the same for all that are alike
   * @param seen counts its values
   */
  record Parsed(String key, List<Part> segments, List<Shape.Parameter> query, List<Runnable> seen) {
    void count() {
      seen.forEach(Runnable::run);
    }
  }

  /**
   * @param relative begins with '/'
   * @param open whether what stands where names vary is one of them
   */
  Parsed parse(String relative, boolean open) {
    int question = relative.indexOf('?');
    String path = question < 0 ? relative : relative.substring(0, question);
    StringBuilder key = new StringBuilder();
    List<Part> segments = new ArrayList<>();
    List<Runnable> seen = new ArrayList<>();
    for (String segment : path.substring(1).split("/", -1)) {
      Part part = segment(withoutSecretParameters(segment, seen), segments, key, open, seen);
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
      if (query.isEmpty()) {
        key.setLength(key.length() - 1);
      }
    }
    return new Parsed(key.toString(), segments, query, seen);
  }

  /** Takes the values of these shapes for those of their places, and new names at some of them. */
  void adopt(List<Shape> shapes, Set<String> slugPlaces) {
    slugs.addAll(slugPlaces);
    for (Shape shape : shapes) {
      StringBuilder key = new StringBuilder();
      for (Part part : shape.segments()) {
        adopt(key.toString(), part);
        key.append('/').append(Shape.key(part));
      }
      key.append('?');
      shape.query().forEach(parameter -> adopt(key + parameter.name(), parameter.part()));
    }
  }

  private void adopt(String place, Part part) {
    if (part instanceof Shape.Varying varying) {
      places.put(place, varying.values().whole());
    }
  }

  /** How many secrets were found in those that were counted. */
  long hidden() {
    return hidden;
  }

  /** Without what some servers write behind a path: {@code ;jsessionid=...}. */
  private String withoutSecretParameters(String segment, List<Runnable> seen) {
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
        seen.add(() -> hidden++);
      } else {
        kept.append(';').append(parameter);
      }
    }
    return kept.toString();
  }

  private Part segment(
      String raw, List<Part> before, CharSequence place, boolean open, List<Runnable> seen) {
    String previous =
        !before.isEmpty() && before.get(before.size() - 1) instanceof Shape.Fixed fixed
            ? fixed.text()
            : "";
    if (isSecret(raw)) {
      seen.add(() -> hidden++);
      return new Shape.Secret(Secrets.reference(Names.word(previous, "path") + "_secret"));
    }
    Optional<String> value =
        UrlText.decoded(raw, false)
            .filter(
                text -> ID.matcher(text).matches() || (open && slugs.contains(place.toString())));
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
      seen.add(() -> hidden++);
      return new Shape.Parameter("", new Shape.Secret(Secrets.reference("query_secret")));
    }
    if (equals < 0) {
      return new Shape.Parameter(name, new Shape.Fixed(""));
    }
    Optional<String> value = UrlText.decoded(raw, true);
    if (Secrets.isSecret(plainName, value.orElse(raw)) || isSecret(raw)) {
      seen.add(() -> hidden++);
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
    SeenValues counting = here.whole();
    seen.add(
        () -> {
          if (counting.add(value, 1, values < MOST_VALUES || counting.counts().isEmpty())) {
            values++;
          }
        });
    return new Shape.Varying(counting);
  }
}
