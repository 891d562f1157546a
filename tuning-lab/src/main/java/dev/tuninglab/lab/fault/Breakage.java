package dev.tuninglab.lab.fault;

import dev.tuninglab.lab.target.TargetFailed;

/**
 * One fault that can be brought about. Used by one thread; {@link #begin} once, {@link #end} once.
 * Closing it mends what is still broken, whatever came before: a failed begin, no end, or both.
 */
interface Breakage extends AutoCloseable {
  /** Makes ready what takes time, so that the beginning does not. */
  default void prepare() throws FaultFailed, InterruptedException {}

  /** Breaks it; when this returns, it is broken. */
  void begin() throws FaultFailed, InterruptedException;

  /** Mends it; when this returns, it is whole. */
  void end() throws FaultFailed, TargetFailed, InterruptedException;

  /** What there is to tell of it afterwards; may be empty. */
  default String note() {
    return "";
  }

  @Override
  void close();
}
