package dev.tuninglab.lab.analysis.effects;

import java.util.List;

/**
 * What changing only some of the factors to their levels in the best combination brings.
 *
 * @param levels those that are changed, the rest stays at the baseline
 * @param ratio to the baseline combination
 * @param share of the whole gain, in logarithms, 0 to 1 (above 1 if the others do harm)
 * @param low lower end of that share's interval
 * @param high upper end
 */
public record Gain(List<String> levels, double ratio, double share, double low, double high) {
  public Gain {
    levels = List.copyOf(levels);
  }
}
