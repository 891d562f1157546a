package dev.tuninglab.app.knobs.wait;

/** Requests begin at once. */
final class NoRequestWait implements RequestWait {
  @Override
  public void pause() {
    // Nothing to wait for.
  }
}
