package dev.tuninglab.lab.panel.live;

import dev.tuninglab.lab.panel.Curve;
import dev.tuninglab.lab.panel.Mark;
import dev.tuninglab.lab.panel.Point;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was seen in the last ten minutes. */
final class History {
  private static final long KEPT_MILLIS = 600_000;

  private final Deque<Point> points = new ArrayDeque<>();
  private final Deque<Mark> marks = new ArrayDeque<>();
  private final Map<String, Curve> curves = new LinkedHashMap<>();

  void add(Point point) {
    points.add(point);
    while (points.peek().at() < point.at() - KEPT_MILLIS) {
      points.remove();
    }
    while (!marks.isEmpty() && marks.peek().at() < point.at() - KEPT_MILLIS) {
      marks.remove();
    }
  }

  void add(Mark mark) {
    marks.add(mark);
  }

  void add(Curve curve) {
    curves.put(curve.pane(), curve);
  }

  /** Its curve belongs to what is there no more. */
  void forget(String pane) {
    curves.remove(pane);
  }

  List<Point> points() {
    return List.copyOf(points);
  }

  List<Mark> marks() {
    return List.copyOf(marks);
  }

  List<Curve> curves() {
    return List.copyOf(curves.values());
  }
}
