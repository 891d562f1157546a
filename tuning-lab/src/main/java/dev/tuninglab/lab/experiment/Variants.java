package dev.tuninglab.lab.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Turns {@code pool=none,hikari fetch=join,batch} into variants: every combination, in order. */
public final class Variants {
  private Variants() {}

  /**
   * @param words {@code knob=value,value...}, or {@code knob} alone for all of its values; a value
   *     that is named twice is compared with itself
   * @param common settings that every variant gets
   * @throws BadInput for an unknown knob or value, a repeated knob, or nothing to compare
   */
  public static List<Variant> parse(List<String> words, Map<String, String> common, Knobs knobs) {
    Map<String, List<String>> choices = choices(words, common, knobs);
    List<Map<String, String>> combinations = combinations(choices);
    if (combinations.size() < 2) {
      throw new BadInput(tooFew(choices, knobs));
    }
    if (combinations.size() > Question.MOST_ALIVE) {
      throw new BadInput(
          "at most "
              + Question.MOST_ALIVE
              + " variants can be compared at once, but these words make "
              + combinations.size()
              + "; for effects of many: ./lab matrix");
    }
    List<Variant> variants = new ArrayList<>();
    for (Map<String, String> differing : combinations) {
      variants.add(distinct(variant(differing, common), variants));
    }
    return List.copyOf(variants);
  }

  /**
   * By knob, the values that are to be told apart.
   *
   * @throws BadInput as above, but for the number of combinations
   */
  public static Map<String, List<String>> choices(
      List<String> words, Map<String, String> common, Knobs knobs) {
    Map<String, List<String>> choices = new LinkedHashMap<>();
    for (String word : words) {
      int equals = word.indexOf('=');
      Knob knob = knobs.named(equals < 0 ? word : word.substring(0, equals));
      if (choices.putIfAbsent(knob.name(), values(knob, word, equals)) != null) {
        throw new BadInput(knob.name() + " is given twice; put all its values in one word");
      }
      if (common.containsKey(knob.name())) {
        throw new BadInput(knob.name() + " is both compared and set; leave one of them out");
      }
    }
    if (choices.isEmpty()) {
      throw new BadInput("nothing to compare: name a knob, such as pool=none,hikari");
    }
    return choices;
  }

  /** A value named twice is compared with itself: the second is told apart by its name only. */
  private static Variant distinct(Variant variant, List<Variant> before) {
    long same = before.stream().filter(v -> v.settings().equals(variant.settings())).count();
    return same == 0 ? variant : new Variant(variant.name() + "#" + (same + 1), variant.settings());
  }

  /**
   * Settings common to all variants.
   *
   * @param words {@code knob=value} each
   * @throws BadInput for an unknown knob, a value that is not allowed, or a knob set twice
   */
  public static Map<String, String> settings(List<String> words, Knobs knobs) {
    Map<String, String> settings = new LinkedHashMap<>();
    for (String word : words) {
      int equals = word.indexOf('=');
      if (equals < 0) {
        throw new BadInput("--set takes knob=value, but was '" + word + "'");
      }
      Knob knob = knobs.named(word.substring(0, equals));
      String value = word.substring(equals + 1);
      knob.domain().check(knob.name(), value);
      if (settings.put(knob.name(), value) != null) {
        throw new BadInput(knob.name() + " is set twice");
      }
    }
    return settings;
  }

  private static List<String> values(Knob knob, String word, int equals) {
    if (equals < 0) {
      List<String> all = knob.domain().all();
      if (all.isEmpty()) {
        throw new BadInput(
            knob.name()
                + " needs its values named ("
                + knob.domain().text()
                + "), such as "
                + knob.name()
                + "=A,B");
      }
      return all;
    }
    List<String> values = List.of(word.substring(equals + 1).split(",", -1));
    values.forEach(value -> knob.domain().check(knob.name(), value));
    return values;
  }

  private static String tooFew(Map<String, List<String>> choices, Knobs knobs) {
    String typed =
        choices.entrySet().stream()
            .map(e -> e.getKey() + "=" + String.join(",", e.getValue()))
            .collect(Collectors.joining(" "));
    Knob knob = knobs.named(choices.keySet().iterator().next());
    return knob.name()
        + " needs at least two values to compare, but was '"
        + typed
        + "'; allowed are "
        + knob.domain().text();
  }

  private static List<Map<String, String>> combinations(Map<String, List<String>> choices) {
    List<Map<String, String>> combinations = List.of(Map.of());
    for (Map.Entry<String, List<String>> choice : choices.entrySet()) {
      List<Map<String, String>> longer = new ArrayList<>();
      for (Map<String, String> shorter : combinations) {
        for (String value : choice.getValue()) {
          Map<String, String> combination = new LinkedHashMap<>(shorter);
          combination.put(choice.getKey(), value);
          longer.add(combination);
        }
      }
      combinations = longer;
    }
    return combinations;
  }

  /** The variant in which just this differs from what is common to all. */
  public static Variant variant(Map<String, String> differing, Map<String, String> common) {
    String name =
        differing.entrySet().stream()
            .map(e -> e.getKey() + "=" + e.getValue())
            .collect(Collectors.joining("+"));
    Map<String, String> settings = new LinkedHashMap<>(common);
    settings.putAll(differing);
    return new Variant(name, settings);
  }
}
