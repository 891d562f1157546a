package dev.tuninglab.lab.panel;

import java.util.List;

/**
 * What is shown, with what came before.
 *
 * @param points of the last ten minutes, in order
 * @param marks of the same time
 * @param curves the latest of each pane
 */
public record Snapshot(State state, List<Point> points, List<Mark> marks, List<Curve> curves) {
  public Snapshot {
    points = List.copyOf(points);
    marks = List.copyOf(marks);
    curves = List.copyOf(curves);
  }
}
