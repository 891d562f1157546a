package dev.tuninglab.lab.analysis.capacity;

/**
 * One try of a rate.
 *
 * @param fork number of the fork
 * @param ratePerSecond that was offered
 * @param held whether the promise was kept
 */
public record Step(int fork, double ratePerSecond, boolean held) {}
