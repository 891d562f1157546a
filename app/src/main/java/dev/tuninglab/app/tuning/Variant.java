package dev.tuninglab.app.tuning;

/** One value of a knob that is chosen by name. Implemented by each knob's enum. */
public interface Variant {
  /** The word for it everywhere: flag, report label, README row. */
  String id();
}
