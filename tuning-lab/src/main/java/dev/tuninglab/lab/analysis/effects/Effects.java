package dev.tuninglab.lab.analysis.effects;

import java.util.List;

/**
 * Which factors matter, and whether they mind each other.
 *
 * @param mains every level of every factor against its baseline
 * @param interactions every pair of levels of two factors; those that the design cannot tell apart
 *     stand as one, with the others as aliases
 * @param best combination
 * @param gains by one factor, by two, ... that give most: the best choice of each number, until one
 *     has nearly all of it
 * @param spread between JVMs of one combination, as a share
 */
public record Effects(
    List<Effect> mains, List<Effect> interactions, Best best, List<Gain> gains, double spread) {
  public Effects {
    mains = List.copyOf(mains);
    interactions = List.copyOf(interactions);
    gains = List.copyOf(gains);
  }
}
