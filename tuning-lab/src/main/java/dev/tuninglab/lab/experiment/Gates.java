package dev.tuninglab.lab.experiment;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The rules that a result has to keep.
 *
 * @param rules in the order in which they were given, each once
 * @param undecided what becomes of a rule that is neither shown to hold nor shown to be broken
 */
public record Gates(List<Gate> rules, Undecided undecided) {
  public static final Gates NONE = new Gates(List.of(), Undecided.FAIL);

  private static final String KEY = "--gate";

  /** What a rule that cannot be decided means for the exit code. */
  public enum Undecided {
    /** As if it were broken: what was not shown must not pass in silence. */
    FAIL,
    /** It passes, and is reported as undecided. */
    PASS;

    /** As typed. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @throws BadInput if it is neither
     */
    public static Undecided parse(String key, String text) {
      return Arrays.stream(values())
          .filter(each -> each.text().equals(text))
          .findFirst()
          .orElseThrow(
              () -> new BadInput(key + " must be one of fail, pass, but was '" + text + "'"));
    }
  }

  public Gates {
    rules = List.copyOf(rules);
    Set<Gate> seen = new HashSet<>();
    for (Gate rule : rules) {
      if (!seen.add(rule)) {
        throw new BadInput(KEY + " '" + rule.text() + "' is given twice; once is enough");
      }
    }
  }

  /**
   * @throws BadInput if one of them is no rule, or one is given twice
   */
  public static Gates parse(List<String> rules, Undecided undecided) {
    return parse(KEY, rules, undecided);
  }

  /**
   * @param key where they are given, for errors
   * @throws BadInput as above
   */
  public static Gates parse(String key, List<String> rules, Undecided undecided) {
    return new Gates(rules.stream().map(rule -> Gate.parse(key, rule)).toList(), undecided);
  }
}
