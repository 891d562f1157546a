package dev.tuninglab.app.knobs.guard;

/** Hears what a guard does. Called on the requests' threads: implementations must be quick. */
public interface GuardEvents {
  /** A request was let in. */
  void admitted();

  /** A request, or its first database call, was refused. */
  void refused(Refused.Reason reason);

  /** A database call failed; {@link DatabaseTrouble#NONE} when the database was not to blame. */
  void failed(DatabaseTrouble trouble);
}
