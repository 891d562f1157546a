package dev.tuninglab.lab.panel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * What one page is told, on a thread of its own. A page that does not keep up is cut off: it comes
 * back by itself, and begins with what is there then.
 */
final class EventStream {
  /** Two panes make some ten events a second; a page in the background may sleep for a while. */
  private static final int MOST_WAITING = 500;

  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  private final Line line;
  private final Deque<Event> waiting = new ArrayDeque<>();
  private boolean ended;

  /** The connection to the page. */
  interface Line {
    /** Blocks until it is sent, or the line is cut. */
    void send(ByteBuffer bytes) throws IOException;

    void cut();
  }

  EventStream(Line line) {
    this.line = line;
  }

  /** Of what was added meanwhile only that is kept which the snapshot lacks. */
  synchronized void begin(Snapshot snapshot, Event event) {
    waiting.removeIf(told -> told.isIn(snapshot));
    waiting.addFirst(event);
    notifyAll();
  }

  synchronized void add(Event event) {
    if (ended) {
      return;
    }
    if (waiting.size() < MOST_WAITING) {
      waiting.add(event);
      notifyAll();
      return;
    }
    waiting.clear();
    end();
    line.cut();
  }

  synchronized void end() {
    ended = true;
    waiting.add(Event.END);
    notifyAll();
  }

  /** Sends until the end of the stream; the first is what it began with. */
  void run() throws IOException, InterruptedException {
    for (Event next = next(); next != Event.END; next = next()) {
      line.send(next.buffer());
    }
  }

  private synchronized Event next() throws InterruptedException {
    long until = System.nanoTime() + HEARTBEAT.toNanos();
    while (waiting.isEmpty()) {
      long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
      if (left <= 0) {
        return Event.HEARTBEAT;
      }
      wait(left);
    }
    return waiting.remove();
  }
}
