package dev.tuninglab.lab.report;

import java.util.List;

/** Results that differ from one that was made. */
final class SomeResults {
  private SomeResults() {}

  static Result with(Result result, List<Result.ComparisonResult> comparisons) {
    return new Result(
        result.schema(),
        result.name(),
        result.valid(),
        result.invalidReasons(),
        result.warnings(),
        result.machine(),
        result.environment(),
        result.calibration(),
        result.startedAt(),
        result.command(),
        result.target(),
        result.data(),
        result.workload(),
        result.plan(),
        result.variants(),
        comparisons,
        result.notClaimed(),
        result.warmUps(),
        result.gates(),
        result.answer(),
        result.why());
  }
}
