package dev.tuninglab.lab.report;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What an experiment found out besides the figures of its variants, by what was asked of it. Of the
 * answers, those to other questions are null; that to a comparison is {@link Result#comparisons}.
 *
 * @param question {@code compare}, {@code matrix}, {@code sweep}, {@code capacity} or {@code
 *     gameday}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Answer(
    String question,
    MatrixResult matrix,
    SweepResult sweep,
    CapacityResult capacity,
    GameDayResult gameday) {
  public static final Answer COMPARE = new Answer("compare", null, null, null, null);

  /** Whether candidates were compared with a baseline. */
  boolean compares() {
    return matrix == null && sweep == null && capacity == null && gameday == null;
  }

  static Answer of(MatrixResult matrix) {
    return new Answer("matrix", matrix, null, null, null);
  }

  static Answer of(SweepResult sweep) {
    return new Answer("sweep", null, sweep, null, null);
  }

  static Answer of(CapacityResult capacity) {
    return new Answer("capacity", null, null, capacity, null);
  }

  static Answer of(GameDayResult gameday) {
    return new Answer("gameday", null, null, null, gameday);
  }
}
