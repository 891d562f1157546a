package dev.tuninglab.lab.analysis.recovery;

import java.util.List;

/**
 * A load over time.
 *
 * @param width of each moment, in seconds
 * @param moments one after the other, without gaps; the first begins at 0
 */
public record Course(double width, List<Moment> moments) {
  public Course {
    moments = List.copyOf(moments);
    if (!(width > 0)) {
      throw new IllegalArgumentException("width must be above 0, but was " + width);
    }
  }

  /** The end of the last moment, in seconds. */
  public double seconds() {
    return width * moments.size();
  }

  /** When the moment of that index begins. */
  double begin(int index) {
    return width * index;
  }

  /** Index of the moment in which an instant lies; at most the number of moments. */
  int at(double seconds) {
    // A hundred times 0.1 is a little less than 10.
    return (int) Math.min(moments.size(), Math.max(0, Math.floor(seconds / width + 1e-9)));
  }

  /** Index of the first moment that begins at an instant or later. */
  int from(double seconds) {
    return (int) Math.min(moments.size(), Math.max(0, Math.ceil(seconds / width - 1e-9)));
  }
}
