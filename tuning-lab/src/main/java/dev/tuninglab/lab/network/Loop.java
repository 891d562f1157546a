package dev.tuninglab.lab.network;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread of all relays. It waits for bytes and for instants, whichever come first, and
 * makes no garbage as it does.
 *
 * <p>A selector counts in milliseconds. So when something is due within a few of them, the loop
 * looks for bytes, sleeps a moment, and looks again; and what is left of the way to the instant,
 * less than a sleep can hit, it spins.
 */
final class Loop implements Runnable {
  /** Something that a selector calls. */
  interface Ready {
    void ready();
  }

  private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
  private static final long MILLI = 1_000_000;

  /** Below this a selector's milliseconds are too coarse. */
  private static final long SOON = 3 * MILLI;

  /** What arrives while the loop sleeps is seen this much later at most. */
  private static final long NAP = 50_000;

  private final Selector selector;
  private final PriorityQueue<Pipe> scheduled = new PriorityQueue<>();
  private final Set<Relay> relays = new LinkedHashSet<>();
  private final Queue<FutureTask<?>> calls = new ConcurrentLinkedQueue<>();
  private final Consumer<SelectionKey> ready = key -> ((Ready) key.attachment()).ready();
  private final Margin margin = new Margin();
  private volatile boolean stopped;
  private volatile boolean ended;

  /** Lanes of {@link #relays}; an array, as walking through it makes no garbage. */
  private Lane[] lanes = {};

  Loop() throws IOException {
    selector = Selector.open();
  }

  @Override
  public void run() {
    TimerSlack.leastForThisThread();
    try {
      while (!stopped) {
        runCalls();
        await();
        long now = System.nanoTime();
        deliver(now);
        resume(now);
      }
    } catch (IOException | RuntimeException | Error e) {
      LOG.error("the relays ended; what runs through them will see its connections break", e);
    } finally {
      end();
    }
  }

  private void await() throws IOException {
    boolean dated = !scheduled.isEmpty();
    long instant = dated ? scheduled.peek().first().due() : 0;
    for (Lane lane : lanes) {
      if (!lane.waiting().isEmpty() && (!dated || lane.clearAt() - instant < 0)) {
        dated = true;
        instant = lane.clearAt();
      }
    }
    long wait = instant - System.nanoTime();
    if (!dated) {
      selector.select(ready);
    } else if (wait > SOON) {
      selector.select(ready, wait / MILLI - 1);
    } else if (selector.selectNow(ready) == 0) {
      sleep(Math.min(NAP, instant - System.nanoTime() - margin.nanos()));
    }
  }

  private void sleep(long nanos) {
    if (nanos > 0) {
      long begin = System.nanoTime();
      LockSupport.parkNanos(nanos);
      margin.overslept(System.nanoTime() - begin - nanos);
    }
  }

  private void deliver(long now) {
    for (Pipe pipe = scheduled.peek();
        pipe != null && pipe.first().due() - now <= 0;
        pipe = scheduled.peek()) {
      scheduled.poll();
      pipe.connection().deliver(pipe);
    }
  }

  private void resume(long now) {
    for (Lane lane : lanes) {
      while (!lane.waiting().isEmpty() && !lane.congested(now)) {
        lane.waiting().poll().resume(now);
      }
    }
  }

  private void runCalls() {
    for (FutureTask<?> call = calls.poll(); call != null; call = calls.poll()) {
      call.run();
    }
  }

  private void end() {
    List.copyOf(relays).forEach(Relay::end);
    try {
      selector.close();
    } catch (IOException e) {
      LOG.warn("closing the selector of the relays", e);
    }
    ended = true;
    runCalls();
  }

  /** Has the loop's thread run something, and waits for it; runs it here if the loop has ended. */
  <T> T call(Callable<T> action) {
    FutureTask<T> call = new FutureTask<>(action);
    calls.add(call);
    selector.wakeup();
    if (ended) {
      runCalls();
    }
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return call.get();
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          throw new IllegalStateException(e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Ends the loop; everything in it closes. */
  void stop() {
    stopped = true;
    selector.wakeup();
  }

  /** Has the system close what was closed here: a selector keeps it until it looks again. */
  void flush() throws IOException {
    selector.selectNow(ready);
  }

  SelectionKey register(SelectableChannel channel, Ready ready) throws IOException {
    return channel.register(selector, 0, ready);
  }

  void schedule(Pipe pipe) {
    scheduled.add(pipe);
  }

  void unschedule(Pipe pipe) {
    scheduled.remove(pipe);
  }

  void add(Relay relay) {
    relays.add(relay);
    collectLanes();
  }

  void forget(Relay relay) {
    relays.remove(relay);
    collectLanes();
  }

  private void collectLanes() {
    lanes =
        relays.stream()
            .flatMap(relay -> List.of(relay.towardsServer(), relay.towardsClient()).stream())
            .toArray(Lane[]::new);
  }
}
