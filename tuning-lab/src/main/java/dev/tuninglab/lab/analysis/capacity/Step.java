package dev.tuninglab.lab.analysis.capacity;

/**
 * One try of a rate.
 *
 * @param fork number of the fork
 * @param ratePerSecond that was offered
 * @param held whether the promise was kept
 * @param clear whether that was so beyond doubt: kept with half to spare, or the service fell
 *     behind what it was offered
 */
public record Step(int fork, double ratePerSecond, boolean held, boolean clear) {}
