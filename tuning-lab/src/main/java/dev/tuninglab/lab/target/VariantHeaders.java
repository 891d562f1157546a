package dev.tuninglab.lab.target;

import dev.tuninglab.lab.experiment.Variant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Headers of all requests to a variant, by the knobs that are set by them.
 *
 * @param byKnob of each such knob, its headers by name; <code>${value}</code> is still in them
 */
record VariantHeaders(Map<String, Map<String, String>> byKnob) {
  static VariantHeaders of(TargetFile file) {
    Map<String, Map<String, String>> byKnob = new LinkedHashMap<>();
    file.knobs()
        .forEach(
            (name, knob) -> {
              if (knob.headers() != null) {
                byKnob.put(name, knob.headers());
              }
            });
    return new VariantHeaders(byKnob);
  }

  /** A knob that the variant does not name sends nothing, as it is not set otherwise either. */
  Map<String, String> of(Variant variant) {
    Map<String, String> all = new LinkedHashMap<>();
    variant
        .settings()
        .forEach(
            (knob, value) ->
                byKnob
                    .getOrDefault(knob, Map.of())
                    .forEach(
                        (header, text) ->
                            all.put(
                                header,
                                Placeholders.fill(
                                    "knobs." + knob + ".headers." + header,
                                    text,
                                    Map.of("knob", knob, "value", value)))));
    return all;
  }
}
