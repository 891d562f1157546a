package dev.tuninglab.lab.measure;

/** Names a slice in the histogram log. */
final class SliceTag {
  private SliceTag() {}

  /** {@code f1/r3/pool=none/}; without commas and spaces, which the log's form does not allow. */
  static String prefix(Slice slice) {
    return "f"
        + slice.fork()
        + "/"
        + (slice.phase() == Slice.Phase.MEASURED ? "r" : "w")
        + slice.round()
        + "/"
        + slice.variant().replaceAll("[\\s,]", "_")
        + "/";
  }
}
