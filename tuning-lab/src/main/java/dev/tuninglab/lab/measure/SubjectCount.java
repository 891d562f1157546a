package dev.tuninglab.lab.measure;

/**
 * What a subject itself says of the requests that it answered, over the measured slices of a fork.
 *
 * @param fork number of the fork, from 1
 * @param variant whose subject it was
 * @param before its counter just before the first round
 * @param after its counter just after the last round
 */
public record SubjectCount(int fork, String variant, long before, long after) {
  /** What it counted in between; below zero when its counter began anew. */
  public long counted() {
    return after - before;
  }
}
