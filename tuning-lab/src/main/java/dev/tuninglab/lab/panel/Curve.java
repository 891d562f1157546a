package dev.tuninglab.lab.panel;

import java.util.List;

/**
 * Latency by percentile, now and before the last change.
 *
 * @param now percentile and microseconds
 * @param before the same; empty if nothing was changed yet
 * @param beforeWhat what was changed since, such as {@code fetch: n-plus-one -> join}
 */
public record Curve(
    String pane, List<List<Double>> now, List<List<Double>> before, String beforeWhat) {}
