package dev.tuninglab.lab.panel.live;

import java.util.Map;
import java.util.concurrent.Future;

/** A pane's place: the service in it, and what is being changed about it. */
final class Slot {
  final String id;

  /** Null until it has started. */
  LivePane pane;

  /** In effect. */
  Map<String, String> settings;

  /** Null if nothing is being changed. */
  Pending pending;

  /** Why the last change was refused; null if it was not. */
  String problem;

  Slot(String id, Map<String, String> settings) {
    this.id = id;
    this.settings = settings;
  }

  /**
   * A change that is under way.
   *
   * @param process whether the service cannot be loaded meanwhile: it starts, or starts anew
   */
  record Pending(
      Future<Outcome> outcome, Map<String, String> asked, String what, boolean process) {}

  boolean isLoadable() {
    return pane != null && (pending == null || !pending.process);
  }
}
