package dev.tuninglab.lab.network;

import java.util.ArrayDeque;
import java.util.Deque;

/** Data segments of one size, used again and again: garbage would mean pauses, and pauses delay. */
final class SegmentPool {
  private final int capacity;
  private final Deque<Segment> free = new ArrayDeque<>();

  SegmentPool(int capacity) {
    this.capacity = capacity;
  }

  Segment take() {
    Segment segment = free.poll();
    return segment == null ? Segment.data(capacity) : segment;
  }

  void give(Segment segment) {
    segment.bytes().clear();
    free.push(segment);
  }
}
