package dev.tuninglab.lab.init;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Texts with a few places of them replaced, cut or doubled. */
final class Damage {
  private Damage() {}

  static Arbitrary<String> of(Arbitrary<String> texts) {
    Arbitrary<String> put =
        Arbitraries.oneOf(
            Arbitraries.strings().ofMaxLength(4),
            Arbitraries.of("null", "{}", "[]", "\"", "-1", "1e999", "\\", "${", "/", "\n", ": "));
    Arbitrary<Place> places =
        Combinators.combine(
                Arbitraries.doubles().between(0, 1), Arbitraries.integers().between(0, 30), put)
            .as(Place::new);
    return Combinators.combine(texts, places.list().ofMinSize(1).ofMaxSize(4))
        .as(
            (text, damages) -> {
              String damaged = text;
              for (Place place : damages) {
                int from = (int) (place.at() * damaged.length());
                int to = Math.min(damaged.length(), from + place.length());
                damaged = damaged.substring(0, from) + place.put() + damaged.substring(to);
              }
              return damaged;
            });
  }

  private record Place(double at, int length, String put) {}
}
