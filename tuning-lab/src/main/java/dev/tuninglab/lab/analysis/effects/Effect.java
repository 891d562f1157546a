package dev.tuninglab.lab.analysis.effects;

import dev.tuninglab.lab.analysis.Verdict;
import java.util.List;

/**
 * An effect, as a ratio: of a level against the baseline over all other factors on average; or, of
 * an interaction, of that ratio where another factor is changed as well to the same where it is
 * not: 1 when the two do not mind each other.
 *
 * @param names of the level, {@code pool=hikari}, or of two that interact
 * @param aliases interactions that the design cannot tell from this one; none in a full design
 * @param ratio below 1 is faster (but for throughput, above)
 * @param low lower end of the interval of this effect by itself
 * @param high upper end
 * @param adjustedP p-value that allows for all the other effects
 */
public record Effect(
    List<String> names,
    List<String> aliases,
    double ratio,
    double low,
    double high,
    double confidence,
    double adjustedP,
    Verdict verdict) {
  public Effect {
    names = List.copyOf(names);
    aliases = List.copyOf(aliases);
  }

  public boolean isMain() {
    return names.size() == 1;
  }
}
