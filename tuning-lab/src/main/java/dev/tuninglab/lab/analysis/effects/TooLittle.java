package dev.tuninglab.lab.analysis.effects;

/** What was measured does not tell the effects apart; the message says what is missing. */
public final class TooLittle extends Exception {
  private static final long serialVersionUID = 1;

  TooLittle(String message) {
    super(message);
  }
}
