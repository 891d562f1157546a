package dev.tuninglab.lab.fault;

/** The lab's database server goes down, and comes up again: one act, as half of it must not be. */
final class Restarted implements Breakage {
  private final Reach.Server server;

  Restarted(Reach.Server server) {
    this.server = server;
  }

  @Override
  public void begin() {
    // To break it and to mend it is one step.
  }

  @Override
  public void end() throws FaultFailed {
    server.restart();
  }

  @Override
  public void close() {
    // A restart that has begun goes on to its end.
  }
}
