package dev.tuninglab.lab.why;

import java.util.List;
import java.util.Optional;

/**
 * What was seen inside of the variants: nothing of it is from a slice that was timed.
 *
 * @param variants in the order of the experiment's; those that were not looked into are absent
 * @param notes what a reader should know of the look itself
 */
public record Diagnosis(List<Inside> variants, List<String> notes) {
  public static final String FILE = "diagnosis.json";

  /** Nobody looked. */
  public static final Diagnosis NONE = new Diagnosis(List.of(), List.of());

  public Diagnosis {
    variants = List.copyOf(variants);
    notes = List.copyOf(notes);
  }

  public Optional<Inside> of(String variant) {
    return variants.stream().filter(inside -> inside.variant().equals(variant)).findFirst();
  }
}
