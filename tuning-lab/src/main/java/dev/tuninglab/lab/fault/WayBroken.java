package dev.tuninglab.lab.fault;

import dev.tuninglab.lab.network.Relay;
import java.io.IOException;
import java.time.Duration;

/** A relay that does for a while what a bad network does. */
final class WayBroken implements Breakage {
  private final Action breaking;
  private final Mending mending;

  private interface Action {
    void run();
  }

  private interface Mending {
    void run() throws IOException;
  }

  private WayBroken(Action breaking, Mending mending) {
    this.breaking = breaking;
    this.mending = mending;
  }

  static WayBroken stalled(Relay relay) {
    return new WayBroken(relay::hold, relay::release);
  }

  static WayBroken slowed(Relay relay, Duration added) {
    return new WayBroken(() -> relay.delay(added), () -> relay.delay(Duration.ZERO));
  }

  static WayBroken cut(Relay relay) {
    return new WayBroken(relay::cut, relay::restore);
  }

  @Override
  public void begin() throws FaultFailed {
    try {
      breaking.run();
    } catch (IllegalStateException e) {
      throw new FaultFailed("the relay to the database: " + e.getMessage(), e);
    }
  }

  @Override
  public void end() throws FaultFailed {
    try {
      mending.run();
    } catch (IOException e) {
      throw new FaultFailed("the relay to the database: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    Undo.quietly("the relay to the database", mending::run);
  }
}
