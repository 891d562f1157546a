package dev.tuninglab.lab.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tuninglab.lab.analysis.effects.Best;
import dev.tuninglab.lab.analysis.effects.Factor;
import dev.tuninglab.lab.analysis.effects.Gain;
import java.util.List;

/**
 * Which of several knobs matter.
 *
 * @param factors knobs and values; the first value is the baseline
 * @param combinations how many there are
 * @param runs how many of them ran
 * @param resolution of the fraction that ran: III, IV, V ...; null when all ran
 * @param generators of the fraction; none when all ran
 * @param mains each value against its knob's baseline, over all other knobs on average, strongest
 *     first
 * @param interactions of two knobs, strongest first
 * @param best combination; null when the effects could not be told
 * @param gains by one change, by two ... that give most
 * @param spread between JVMs of one combination, as a share; null likewise
 * @param jvms that were measured
 * @param why the effects could not be told; null when they could
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MatrixResult(
    List<Factor> factors,
    int combinations,
    int runs,
    String resolution,
    List<String> generators,
    List<EffectResult> mains,
    List<EffectResult> interactions,
    Best best,
    List<Gain> gains,
    Double spread,
    int jvms,
    String why) {

  /**
   * An effect as a ratio; of an interaction, how much one changes the effect of the other: 1 when
   * they do not mind each other.
   *
   * @param names {@code pool=hikari}; two for an interaction
   * @param aliases effects that the fraction cannot tell from this one
   */
  public record EffectResult(
      List<String> names,
      List<String> aliases,
      double ratio,
      double low,
      double high,
      double confidence,
      double adjustedP,
      String verdict) {

    /** {@code pool=hikari}, {@code pool=hikari x fetch=join}. */
    public String name() {
      return String.join(" x ", names);
    }
  }
}
