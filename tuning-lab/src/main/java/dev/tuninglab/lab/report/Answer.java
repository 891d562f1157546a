package dev.tuninglab.lab.report;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What an experiment found out besides the figures of its variants, by what was asked of it. Of the
 * answers, those to other questions are null; that to a comparison is {@link Result#comparisons}.
 *
 * @param question {@code compare}, {@code matrix}, {@code sweep} or {@code gameday}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Answer(
    String question, MatrixResult matrix, SweepResult sweep, GameDayResult gameday) {
  public static final Answer COMPARE = new Answer("compare", null, null, null);

  /** Whether candidates were compared with a baseline. */
  boolean compares() {
    return matrix == null && sweep == null && gameday == null;
  }

  static Answer of(MatrixResult matrix) {
    return new Answer("matrix", matrix, null, null);
  }

  static Answer of(SweepResult sweep) {
    return new Answer("sweep", null, sweep, null);
  }

  static Answer of(GameDayResult gameday) {
    return new Answer("gameday", null, null, gameday);
  }
}
