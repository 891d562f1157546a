package dev.tuninglab.lab.panel;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Tells all open pages the same, in the same order. */
final class Events implements Demonstration.Listener, AutoCloseable {
  /** What a browser opens by mistake must not take all threads of the server. */
  private static final int MOST_STREAMS = 32;

  private static final int MOST_JOBS = 20;

  private final Demonstration demonstration;
  private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();
  private final Map<Long, Job> jobs = new LinkedHashMap<>();
  private boolean closed;

  Events(Demonstration demonstration) {
    this.demonstration = demonstration;
    demonstration.listen(this);
  }

  /** What a page begins with. */
  record Beginning(
      State state, List<Point> points, List<Mark> marks, List<Curve> curves, Collection<Job> jobs) {
    Beginning(Snapshot now, Collection<Job> jobs) {
      this(now.state(), now.points(), now.marks(), now.curves(), jobs);
    }
  }

  /**
   * A stream that begins with what is there now, and goes on with everything after it.
   *
   * @throws Problem.Found if there are too many, or no more
   */
  EventStream open(EventStream.Line line) {
    EventStream stream = new EventStream(line);
    List<Job> known;
    synchronized (this) {
      if (closed || streams.size() >= MOST_STREAMS) {
        throw new Problem.Found(
            503,
            closed
                ? "the panel is ending"
                : "there are " + MOST_STREAMS + " pages of it open; close some");
      }
      known = new ArrayList<>(jobs.values());
      streams.add(stream);
    }
    // Not while the lock is held: whoever tells of something may hold one of the demonstration.
    Snapshot now;
    try {
      now = demonstration.now();
    } catch (RuntimeException e) {
      forget(stream);
      throw e;
    }
    stream.begin(now, Event.of("snapshot", new Beginning(now, known)));
    return stream;
  }

  void forget(EventStream stream) {
    streams.remove(stream);
  }

  @Override
  public void state(State state) {
    tell(Event.of("state", state));
  }

  @Override
  public void point(Point point) {
    tell(Event.of("point", point));
  }

  @Override
  public void curve(Curve curve) {
    tell(Event.of("curve", curve));
  }

  @Override
  public void mark(Mark mark) {
    tell(Event.of("mark", mark));
  }

  synchronized void job(Job job) {
    jobs.put(job.id(), job);
    if (jobs.size() > MOST_JOBS) {
      jobs.remove(jobs.keySet().iterator().next());
    }
    tell(Event.of("job", job));
  }

  private synchronized void tell(Event event) {
    streams.forEach(stream -> stream.add(event));
  }

  /** Ends all streams. */
  @Override
  public synchronized void close() {
    closed = true;
    streams.forEach(EventStream::end);
  }
}
