package dev.tuninglab.app.shop;

import dev.tuninglab.app.http.Problem;
import dev.tuninglab.app.knobs.guard.Refused;

/** What a client is told of a refusal. */
final class Refusals {
  private Refusals() {}

  static Problem problem(Refused refused) {
    return Problem.unavailable(refused.getMessage(), refused.retryAfterSeconds());
  }
}
