package dev.tuninglab.app;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.util.Callback;

/** A shop and the number of those who need it: its requests in flight, and its being the shop. */
final class Tenancy {
  private final Shop shop;
  private final Runnable vacated;
  private final AtomicInteger tenants = new AtomicInteger(1);

  /**
   * @param vacated called once, by the last that leaves
   */
  Tenancy(Shop shop, Runnable vacated) {
    this.shop = shop;
    this.vacated = vacated;
  }

  Shop shop() {
    return shop;
  }

  /** False when the last has left already: then the shop is closed, or about to be. */
  boolean enter() {
    return tenants.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
  }

  void leave() {
    if (tenants.getAndUpdate(count -> Math.max(0, count - 1)) == 1) {
      vacated.run();
    }
  }

  /** Leaves for all that have not left yet. */
  void evict() {
    if (tenants.getAndSet(0) > 0) {
      vacated.run();
    }
  }

  /** Leaves once that callback is complete: a second completion, which Jetty allows, is ignored. */
  Callback leavingAfter(Callback callback) {
    AtomicBoolean left = new AtomicBoolean();
    return Callback.from(
        callback,
        () -> {
          if (left.compareAndSet(false, true)) {
            leave();
          }
        });
  }
}
