package dev.tuninglab.lab.pattern;

import dev.tuninglab.lab.pattern.Dependency.Use;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What sources need from elsewhere, by what they name. */
final class Dependencies {
  private final PatternPlaces places;
  private final Libraries libraries;
  private final Map<String, Use> uses = new LinkedHashMap<>();
  private final Set<String> processors = new HashSet<>();

  Dependencies(PatternPlaces places, Libraries libraries) {
    this.places = places;
    this.libraries = libraries;
  }

  /** In the order of their use, then by name. */
  List<Dependency> of(Collection<JavaFile> sources) {
    sources.forEach(this::add);
    List<Dependency> all = new ArrayList<>();
    uses.forEach(
        (key, use) ->
            all.add(
                new Dependency(
                    libraries.named(key),
                    use,
                    Optional.ofNullable(places.without().get(key)),
                    processors.contains(key))));
    all.sort(Comparator.comparing(Dependency::use).thenComparing(needed -> needed.library().key()));
    return all;
  }

  private void add(JavaFile source) {
    List<String> names = new ArrayList<>(source.imports());
    source.names().stream()
        .filter(name -> name.matches("([a-z]\\w*\\.)+[A-Z].*"))
        .forEach(names::add);
    boolean test = source.side() == Side.TEST;
    for (String name : names) {
      libraries
          .declaring(name)
          .ifPresent(
              library -> {
                need(library.key(), test ? Use.TEST : Use.COMPILE);
                if (places.processors().contains(name)) {
                  processors.add(library.key());
                }
              });
      places
          .needs()
          .forEach(
              (beginning, needed) -> {
                if (name.startsWith(beginning + ".")) {
                  needed.forEach(key -> need(key, test ? Use.TEST_RUNTIME : Use.RUNTIME));
                }
              });
    }
  }

  private void need(String key, Use use) {
    uses.merge(key, use, Use::and);
  }
}
