package dev.tuninglab.lab.report;

import dev.tuninglab.lab.measure.Recording;
import java.util.Map;
import java.util.Set;

/**
 * All that a report is rendered from.
 *
 * @param result what was found
 * @param recording what it was found in: curves are drawn from it
 * @param stacks collapsed stacks of CPU time by variant; a variant without is absent
 * @param files that lie beside it, to be linked to
 */
public record Report(
    Result result, Recording recording, Map<String, String> stacks, Set<String> files) {
  /** With nothing beside it. */
  public Report(Result result, Recording recording, Map<String, String> stacks) {
    this(result, recording, stacks, Set.of());
  }

  Report with(Set<String> files) {
    return new Report(result, recording, stacks, files);
  }
}
