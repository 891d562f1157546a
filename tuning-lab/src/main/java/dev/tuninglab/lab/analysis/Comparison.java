package dev.tuninglab.lab.analysis;

/**
 * A candidate against a baseline in one metric.
 *
 * @param ratio candidate / baseline; below 1 the candidate is faster
 * @param low lower end of the interval of the ratio
 * @param high upper end of the interval of the ratio
 * @param confidence share of such intervals that hold the true ratio, as promised: 0.95
 * @param rounds paired rounds behind it, over all forks
 * @param forks forks behind it
 */
public record Comparison(
    Metric metric,
    double ratio,
    double low,
    double high,
    double confidence,
    Verdict verdict,
    int rounds,
    int forks) {}
