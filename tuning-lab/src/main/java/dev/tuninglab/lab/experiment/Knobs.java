package dev.tuninglab.lab.experiment;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
            + nearest(name).map(near -> " (did you mean " + near + "?)").orElse(""));
  }

  private Optional<String> nearest(String name) {
    return byName.keySet().stream()
        .min(Comparator.comparingInt(known -> distance(known, name)))
        .filter(known -> distance(known, name) <= 2);
  }

  /** Levenshtein's edit distance. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
