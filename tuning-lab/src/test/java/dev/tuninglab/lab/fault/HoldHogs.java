package dev.tuninglab.lab.fault;

import java.time.Duration;

/** A process for {@link CoresTakenTest}: takes a core, tells which process does, and waits. */
final class HoldHogs {
  private HoldHogs() {}

  /** Argument: whether the hog is to go, or only to be ready. */
  public static void main(String[] args) throws Exception {
    CoresTaken taken = new CoresTaken(1, Duration.ofMinutes(5));
    taken.prepare();
    if (args[0].equals("go")) {
      taken.begin();
    }
    System.out.println(taken.handles().get(0).pid());
    System.in.read();
  }
}
