package dev.tuninglab.lab.target;

import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.experiment.Knob;
import dev.tuninglab.lab.experiment.Knobs;
import java.util.Map;
import java.util.stream.Collectors;

/** The knobs of a target file, checked. */
final class DeclaredKnobs {
  private DeclaredKnobs() {}

  /**
   * @param jdks that the knob with {@code jdk: true} chooses from
   * @throws BadInput if one is not well-formed
   */
  static Knobs of(TargetFile content, Jdks jdks) {
    return new Knobs(
        content.knobs().entrySet().stream().map(e -> knob(e.getKey(), e.getValue(), jdks)).toList(),
        content.knobs().entrySet().stream()
            .filter(e -> e.getValue().hidden())
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet()));
  }

  private static Knob knob(String name, TargetFile.KnobEntry entry, Jdks jdks) {
    String key = "knobs." + name;
    String preset =
        entry.defaultValue() == null && entry.jdk() ? jdks.running().id() : entry.defaultValue();
    if (preset == null) {
      throw new BadInput(key + ".default is missing");
    }
    Knob.Domain domain = Domains.of(key, entry, jdks);
    try {
      return new Knob(
          name, domain, preset, entry.workload(), entry.expect() == null ? "" : entry.expect());
    } catch (BadInput e) {
      throw new BadInput(key + ".default: " + e.getMessage(), e);
    }
  }
}
