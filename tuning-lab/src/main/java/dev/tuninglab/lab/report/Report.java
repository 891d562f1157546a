package dev.tuninglab.lab.report;

import dev.tuninglab.lab.measure.Recording;
import java.util.Map;

/**
 * All that a report is rendered from.
 *
 * @param result what was found
 * @param recording what it was found in: curves are drawn from it
 * @param stacks collapsed stacks of CPU time by variant; a variant without is absent
 */
public record Report(Result result, Recording recording, Map<String, String> stacks) {}
