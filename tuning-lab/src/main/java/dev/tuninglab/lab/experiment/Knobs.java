package dev.tuninglab.lab.experiment;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The knobs of one target, in the order of its file. */
public final class Knobs {
  private final Map<String, Knob> byName = new LinkedHashMap<>();

  public Knobs(List<Knob> knobs) {
    for (Knob knob : knobs) {
      byName.put(knob.name(), knob);
    }
  }

  public Collection<Knob> all() {
    return byName.values();
  }

  /**
   * @throws BadInput if there is none of that name; the message lists those there are
   */
  public Knob named(String name) {
    Knob knob = byName.get(name);
    if (knob != null) {
      return knob;
    }
    if (byName.isEmpty()) {
      throw new BadInput("unknown knob '" + name + "': this target declares none");
    }
    throw new BadInput(
        "unknown knob '"
            + name
            + "'; knobs are "
            + String.join(", ", byName.keySet())
            + Nearest.hint(byName.keySet(), name));
  }
}
