package dev.tuninglab.lab.report;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What an experiment found out besides the figures of its variants, by what was asked of it. Of the
 * answers, those to other questions are null; that to a comparison is {@link Result#comparisons}.
 *
 * @param question {@code compare}, {@code matrix} or {@code sweep}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Answer(String question, MatrixResult matrix, SweepResult sweep) {
  public static final Answer COMPARE = new Answer("compare", null, null);

  static Answer of(MatrixResult matrix) {
    return new Answer("matrix", matrix, null);
  }

  static Answer of(SweepResult sweep) {
    return new Answer("sweep", null, sweep);
  }
}
