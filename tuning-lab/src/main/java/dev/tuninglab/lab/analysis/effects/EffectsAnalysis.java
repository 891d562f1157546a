package dev.tuninglab.lab.analysis.effects;

import dev.tuninglab.lab.analysis.Holm;
import dev.tuninglab.lab.analysis.Judge;
import dev.tuninglab.lab.analysis.Student;
import dev.tuninglab.lab.analysis.Verdict;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Says which factors matter.
 *
 * <p>All effects of a result are one family: the probability that any of them is claimed where
 * there is none stays below 5%, four fifths of which are kept for main effects, as in {@link
 * Judge}.
 *
 * @param factorial what ran
 * @param margin half-width of what counts as no effect, as a share
 * @param higherIsBetter whether of the figure, more is better
 * @param seed of the draws that tell how sure the best combination is
 */
public record EffectsAnalysis(
    Factorial factorial, double margin, boolean higherIsBetter, long seed) {
  private static final double LEVEL = 0.05;
  private static final double MAIN_SHARE = 0.8;

  /** An effect before the family is in view. */
  private record Contrast(List<String> names, List<String> aliases, double[] of) {}

  /**
   * @throws TooLittle if the observations do not tell the effects apart
   */
  public Effects of(List<Observation> observations) throws TooLittle {
    Coding coding = new Coding(factorial.factors(), factorial.terms());
    FactorialModel model = FactorialModel.fit(observations, coding);
    List<Effect> effects = held(contrasts(coding), model);
    Set<Cell> measured = new HashSet<>();
    observations.forEach(seen -> measured.add(seen.cell()));
    Winners winners = new Winners(factorial, model, higherIsBetter, seed);
    return new Effects(
        effects.stream().filter(Effect::isMain).toList(),
        effects.stream().filter(effect -> !effect.isMain()).toList(),
        winners.best(measured),
        winners.gains(),
        Math.expm1(model.spread()));
  }

  private List<Contrast> contrasts(Coding coding) {
    List<Contrast> contrasts = new ArrayList<>();
    for (Term term : factorial.terms()) {
      if (term.isMain()) {
        int factor = term.factors().get(0);
        for (int level = 1; level < factorial.factors().get(factor).size(); level++) {
          contrasts.add(
              new Contrast(
                  List.of(factorial.name(factor, level)),
                  factorial.aliasNames(term),
                  coding.mainEffect(factor, level)));
        }
      } else {
        interactions(term, coding, contrasts);
      }
    }
    return contrasts;
  }

  private void interactions(Term term, Coding coding, List<Contrast> contrasts) {
    int one = term.factors().get(0);
    int other = term.factors().get(1);
    for (int i = 1; i < factorial.factors().get(one).size(); i++) {
      for (int j = 1; j < factorial.factors().get(other).size(); j++) {
        contrasts.add(
            new Contrast(
                List.of(factorial.name(one, i), factorial.name(other, j)),
                factorial.aliasNames(term),
                coding.interaction(one, i, other, j)));
      }
    }
  }

  private List<Effect> held(List<Contrast> contrasts, FactorialModel model) {
    double[] pValues = new double[contrasts.size()];
    double[] weights = new double[contrasts.size()];
    long mains = contrasts.stream().filter(c -> c.names.size() == 1).count();
    for (int i = 0; i < pValues.length; i++) {
      Contrast contrast = contrasts.get(i);
      boolean main = contrast.names.size() == 1;
      double t = model.estimate(contrast.of) / model.error(contrast.of);
      pValues[i] = Student.pValue(t, model.freedom());
      weights[i] = main ? MAIN_SHARE / mains : (1 - MAIN_SHARE) / (pValues.length - mains);
    }
    List<Holm.Held> held = Holm.hold(pValues, weights, LEVEL);
    List<Effect> effects = new ArrayList<>();
    for (int i = 0; i < pValues.length; i++) {
      effects.add(effect(contrasts.get(i), model, held.get(i).adjusted()));
    }
    return effects;
  }

  private Effect effect(Contrast contrast, FactorialModel model, double adjustedP) {
    double estimate = model.estimate(contrast.of);
    double half =
        Student.twoSided(1 - Judge.CONFIDENCE, model.freedom()) * model.error(contrast.of);
    double low = Math.exp(estimate - half);
    double high = Math.exp(estimate + half);
    return new Effect(
        contrast.names,
        contrast.aliases,
        Math.exp(estimate),
        low,
        high,
        Judge.CONFIDENCE,
        adjustedP,
        Verdict.of(low, high, margin, adjustedP <= LEVEL, higherIsBetter));
  }
}
