package dev.tuninglab.app.knobs.guard;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Lets only so many in at once and turns away the others without a wait: what queues in front of a
 * full service is late before it begins.
 */
final class LimitedAdmission implements Admission {
  private final Bulkhead bulkhead;
  private final RetryAfter retryAfter;
  private final GuardEvents events;

  LimitedAdmission(GuardSettings settings, GuardEvents events) {
    this.bulkhead =
        Bulkhead.of(
            "requests",
            BulkheadConfig.custom()
                .maxConcurrentCalls(settings.limit())
                .maxWaitDuration(Duration.ZERO)
                .build());
    this.retryAfter = new RetryAfter(settings.retryWithin());
    this.events = events;
  }

  @Override
  public Permit enter() {
    if (!bulkhead.tryAcquirePermission()) {
      events.refused(Refused.Reason.FULL);
      throw new Refused(Refused.Reason.FULL, retryAfter.seconds(Duration.ZERO));
    }
    events.admitted();
    AtomicBoolean left = new AtomicBoolean();
    return () -> {
      if (left.compareAndSet(false, true)) {
        bulkhead.onComplete();
      }
    };
  }
}
