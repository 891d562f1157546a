package dev.tuninglab.lab.experiment;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The knobs of one target, in the order of its file. */
public final class Knobs {
  private final Map<String, Knob> byName = new LinkedHashMap<>();
  private final Set<String> hidden;

  public Knobs(List<Knob> knobs) {
    this(knobs, Set.of());
  }

  /**
   * @param hidden names of those that are accepted and never offered: what only the lab itself uses
   */
  public Knobs(List<Knob> knobs, Set<String> hidden) {
    for (Knob knob : knobs) {
      byName.put(knob.name(), knob);
    }
    this.hidden = Set.copyOf(hidden);
  }

  /** All of them, the hidden ones as well. */
  public Collection<Knob> all() {
    return byName.values();
  }

  /** Those that are offered. */
  public Collection<Knob> shown() {
    return byName.values().stream().filter(knob -> !isHidden(knob.name())).toList();
  }

  /** Whether the knob of that name is accepted and not offered. */
  public boolean isHidden(String name) {
    return hidden.contains(name);
  }

  /**
   * @throws BadInput if there is none of that name; the message lists those that are offered
   */
  public Knob named(String name) {
    Knob knob = byName.get(name);
    if (knob != null) {
      return knob;
    }
    List<String> names = shown().stream().map(Knob::name).toList();
    if (names.isEmpty()) {
      throw new BadInput("unknown knob '" + name + "': this target declares none");
    }
    throw new BadInput(
        "unknown knob '"
            + name
            + "'; knobs are "
            + String.join(", ", names)
            + Nearest.hint(names, name));
  }
}
