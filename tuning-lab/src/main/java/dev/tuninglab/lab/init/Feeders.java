package dev.tuninglab.lab.init;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The variables found so far, each with a name of its own. */
final class Feeders {
  private final Map<String, FoundFeeder> byName = new LinkedHashMap<>();
  private final Map<String, String> names = new HashMap<>();
  private final Names taken = new Names();

  /**
   * The variable of a place: always the same for the same place and the same values.
   *
   * @param place what it stands for, such as {@code /orders/*}
   * @param wanted a name for it
   * @param otherwise a name if that one is taken
   */
  String variable(String place, String wanted, String otherwise, FoundFeeder feeder) {
    String key = place + "\n" + wanted + "\n" + feeder.source();
    return names.computeIfAbsent(
        key,
        unused -> {
          String name = taken.fresh(taken.isTaken(wanted) ? otherwise : wanted);
          byName.put(name, feeder);
          return name;
        });
  }

  Map<String, FoundFeeder> all() {
    return byName;
  }
}
