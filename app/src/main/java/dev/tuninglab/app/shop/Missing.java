package dev.tuninglab.app.shop;

import dev.tuninglab.app.http.Problem;
import dev.tuninglab.app.http.ProblemException;

/** What was asked for does not exist. */
final class Missing {
  private Missing() {}

  static ProblemException of(String kind, long id) {
    return new ProblemException(Problem.notFound(kind + " " + id));
  }
}
