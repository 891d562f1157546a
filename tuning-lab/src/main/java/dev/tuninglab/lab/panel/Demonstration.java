package dev.tuninglab.lab.panel;

import dev.tuninglab.lab.experiment.BadInput;

/**
 * A service under load, whose knobs are turned while it runs. It shows; it does not judge: one warm
 * JVM a pane, and nothing that was repeated.
 */
public interface Demonstration extends AutoCloseable {
  /** All that a page needs to begin with. */
  Snapshot now();

  /** Tells of everything that comes after what {@link #now} told; may be called by any thread. */
  void listen(Listener listener);

  /**
   * Changes what is asked for. It is checked at once, and takes effect between two slices.
   *
   * @throws BadInput if a knob, a value or a number is not allowed; nothing has changed then
   */
  void turn(Turn turn);

  /**
   * Gives the machine to somebody else: returns when nothing of it runs any more.
   *
   * @param why one line for people, shown meanwhile
   */
  void rest(String why) throws InterruptedException;

  /** Goes on after {@link #rest}, with the settings and the load that were asked for. */
  void resume();

  /** Nothing of it runs any more. */
  @Override
  void close();

  /** Told in the order in which things happen. */
  interface Listener {
    void state(State state);

    void point(Point point);

    void curve(Curve curve);

    void mark(Mark mark);
  }
}
