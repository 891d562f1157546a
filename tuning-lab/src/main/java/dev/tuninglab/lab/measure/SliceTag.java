package dev.tuninglab.lab.measure;

/** Names a slice in the histogram log. */
final class SliceTag {
  private SliceTag() {}

  /** {@code f1/r3/pool=none/}; without commas and spaces, which the log's form does not allow. */
  static String prefix(Slice slice) {
    return prefix(slice.fork(), slice.phase(), slice.round(), slice.variant());
  }

  static String prefix(int fork, Slice.Phase phase, int round, String variant) {
    return "f" + fork + "/" + phase(phase) + round + "/" + of(variant) + "/";
  }

  static String phase(Slice.Phase phase) {
    return phase == Slice.Phase.MEASURED ? "r" : "w";
  }

  /** A name as part of a tag. */
  static String of(String name) {
    return name.replaceAll("[\\s,]", "_");
  }
}
