// Copied from API Tuning Lab with its package names changed; Apache License 2.0.
package com.acme.orders.tuning;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The effective value of every knob: checked, complete, immutable. */
public final class Tuning {
  private final Map<String, String> settings;

  private Tuning(Map<String, String> settings) {
    this.settings = Collections.unmodifiableMap(settings);
  }

  /**
   * The presets of all knobs, overridden by what was asked for.
   *
   * @throws InvalidSetting for a name that is no knob, or a value that its knob does not accept
   */
  public static Tuning of(List<Knob<?>> knobs, Map<String, String> asked) {
    Map<String, String> settings = new LinkedHashMap<>();
    knobs.forEach(knob -> settings.put(knob.name(), knob.preset()));
    asked
        .keySet()
        .forEach(
            name -> {
              if (!settings.containsKey(name)) {
                throw new InvalidSetting(
                    "a knob must be one of " + names(knobs) + ", but was '" + name + "'");
              }
            });
    settings.putAll(asked);
    knobs.forEach(knob -> knob.parse(settings.get(knob.name())));
    return new Tuning(settings);
  }

  /** The value of a knob of this tuning. */
  public <T> T get(Knob<T> knob) {
    return knob.parse(settings.get(knob.name()));
  }

  /** Every knob's name and value, as text in the words it was asked for, in the knobs' order. */
  public Map<String, String> settings() {
    return settings;
  }

  private static String names(List<Knob<?>> knobs) {
    return knobs.stream().map(Knob::name).collect(Collectors.joining(", "));
  }
}
