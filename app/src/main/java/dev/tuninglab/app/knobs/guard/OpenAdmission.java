package dev.tuninglab.app.knobs.guard;

/** Lets everyone in: those that cannot be worked on wait inside, in threads and for connections. */
final class OpenAdmission implements Admission {
  private final GuardEvents events;

  OpenAdmission(GuardSettings settings, GuardEvents events) {
    this.events = events;
  }

  @Override
  public Permit enter() {
    events.admitted();
    return () -> {};
  }
}
