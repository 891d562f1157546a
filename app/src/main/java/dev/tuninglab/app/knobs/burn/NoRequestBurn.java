package dev.tuninglab.app.knobs.burn;

/** Requests waste nothing. */
final class NoRequestBurn implements RequestBurn {
  @Override
  public void spend() {
    // Nothing to spend.
  }
}
