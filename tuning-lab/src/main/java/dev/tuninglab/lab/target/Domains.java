package dev.tuninglab.lab.target;

import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.experiment.Knob;
import dev.tuninglab.lab.experiment.Units;
import java.time.Duration;

/** Reads what a knob of a target file may be set to. */
final class Domains {
  private Domains() {}

  /**
   * @throws BadInput if the entry says nothing of it, or too much
   */
  static Knob.Domain of(String key, TargetFile.KnobEntry entry, Jdks jdks) {
    boolean listed = entry.values() != null && !entry.values().isEmpty();
    if (entry.jdk()) {
      if (listed || entry.range() != null) {
        throw new BadInput(
            key + " has jdk: true, so its values are the JDKs found; leave values and range out");
      }
      return new Knob.InstalledJdk(jdks.ids());
    }
    if (!listed && entry.range() == null) {
      throw new BadInput(key + " needs values, or a range");
    }
    if (entry.range() == null) {
      return new Knob.OneOf(entry.values());
    }
    Knob.Domain range = range(key + ".range", entry.range());
    return listed ? new Knob.WordOr(new Knob.OneOf(entry.values()), range) : range;
  }

  /** Of numbers, {@code 1..200}, or of times, {@code 250ms..10m}. */
  private static Knob.Domain range(String key, String text) {
    String[] ends = text.split("\\.\\.", 2);
    if (ends.length == 2 && ends[1].matches("\\d+[a-z]+")) {
      Duration from = Units.duration(key, ends[0]);
      Duration to = Units.duration(key, ends[1]);
      if (from.compareTo(to) > 0) {
        throw new BadInput(key + " must run upwards, but was '" + text + "'");
      }
      return new Knob.Time(from, to);
    }
    Span span = Span.parse(key, text);
    return new Knob.Range(span.from(), span.to());
  }
}
