package dev.tuninglab.lab.analysis.effects;

/**
 * What one JVM of one combination showed.
 *
 * @param block the fork: those that were alive together, whose turns were side by side
 * @param cell which combination
 * @param value the natural logarithm of the figure, so that effects are ratios
 */
public record Observation(int block, Cell cell, double value) {}
