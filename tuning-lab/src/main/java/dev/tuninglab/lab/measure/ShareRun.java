package dev.tuninglab.lab.measure;

import dev.tuninglab.lab.experiment.BadInput;
import java.time.Instant;

/**
 * What one injector says of itself, beside its slices.
 *
 * @param plan SHA-256 of the plan's file
 * @param index of its share, from 0
 * @param of how many take part
 * @param startAt when the experiment started, by its clock
 * @param host where it ran
 * @param machine that it ran on
 * @param leftOut slices whose instants had passed
 * @param ended whether it came to the end of the plan
 */
public record ShareRun(
    String plan,
    int index,
    int of,
    Instant startAt,
    String host,
    Machine machine,
    int leftOut,
    boolean ended) {
  public static final String FILE = "share.json";

  public ShareRun {
    if (of < 1 || index < 0 || index >= of) {
      throw new BadInput("index must be from 0 to " + (of - 1) + ", but was " + index);
    }
  }

  /** The name of its folder. */
  public static String folder(int index) {
    return "injector-" + index;
  }

  /** The same at its end. */
  public ShareRun ended(int slicesLeftOut) {
    return new ShareRun(plan, index, of, startAt, host, machine, slicesLeftOut, true);
  }
}
