package dev.tuninglab.lab.trial;

import dev.tuninglab.lab.measure.Slice;

/** Told what the trial is doing, as it does it. */
public interface Progress {
  /** A step that takes a while begins: one line for people. */
  void step(String line);

  /** A slice is on disk. */
  void slice(Slice slice);

  /** Something that the reader of the results should know. */
  void warning(String line);
}
