package dev.tuninglab.app.knobs.log;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.core.jmx.RingBufferAdmin;

/** Whether a line may go into the ring. */
interface Admission {
  boolean isGranted();

  /** Every line may, and waits in front of a full ring until there is room. */
  final class Always implements Admission {
    Always(RingBufferAdmin ring, LogEvents events) {}

    @Override
    public boolean isGranted() {
      return true;
    }
  }

  /**
   * A line for which there is no room is dropped and counted. The ring takes a line or lets its
   * giver wait, and cannot be asked to refuse one: so an eighth of it is kept free, for all who are
   * let in at the same moment.
   */
  final class WhileThereIsRoom implements Admission {
    private static final Logger LOG = LogManager.getLogger(RequestLog.class);
    private static final int RESERVED_PART = 8;

    private final RingBufferAdmin ring;
    private final long reserved;
    private final LogEvents events;
    private final AtomicLong dropped = new AtomicLong();

    WhileThereIsRoom(RingBufferAdmin ring, LogEvents events) {
      this.ring = ring;
      this.reserved = ring.getBufferSize() / RESERVED_PART;
      this.events = events;
    }

    @Override
    public boolean isGranted() {
      if (ring.getRemainingCapacity() > reserved) {
        return true;
      }
      events.dropped();
      long count = dropped.incrementAndGet();
      // 1, 2, 4, 8 and so on: told soon, and never a flood of its own.
      if (Long.bitCount(count) == 1) {
        LOG.warn("the request log cannot keep up: {} lines dropped so far", count);
      }
      return false;
    }
  }
}
