package dev.tuninglab.app.knobs.threads;

import dev.tuninglab.app.tuning.Knob;
import dev.tuninglab.app.tuning.Tuning;
import dev.tuninglab.app.tuning.Values;

/**
 * How many threads there are. {@code threads=virtual} ignores it: there, each request has one.
 *
 * @param size threads at most, 1 to 1000
 */
public record ThreadsSettings(int size) {
  /** What Jetty and Tomcat have. */
  public static final Knob<Integer> SIZE =
      new Knob<>(
          "threads.size",
          new Values.Count(1, 1000),
          "200",
          "order",
          "a queue in front of the threads instead of in front of the pool; no more work done");

  /**
   * @throws dev.tuninglab.app.tuning.InvalidSetting when the value is out of its range
   */
  public ThreadsSettings {
    SIZE.parse(Integer.toString(size));
  }

  public static ThreadsSettings of(Tuning tuning) {
    return new ThreadsSettings(tuning.get(SIZE));
  }
}
