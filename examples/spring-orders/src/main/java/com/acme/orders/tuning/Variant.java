// Copied from API Tuning Lab with its package names changed; Apache License 2.0.
package com.acme.orders.tuning;

/** One value of a knob that is chosen by name. Implemented by each knob's enum. */
public interface Variant {
  /** The word for it everywhere: flag, report label, README row. */
  String id();
}
