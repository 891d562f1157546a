package dev.tuninglab.lab.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Linux lets a thread oversleep by 50 microseconds so as to save power, which is as much as a relay
 * may add; and lets it ask for less.
 */
final class TimerSlack {
  private TimerSlack() {}

  /** Asks for the least, for the calling thread; where that cannot be had, sleeps are coarser. */
  static void leastForThisThread() {
    try {
      // thread-self names the thread; its slack stands in the folder of its number, not below task.
      Path thread = Files.readSymbolicLink(Path.of("/proc/thread-self")).getFileName();
      Files.writeString(Path.of("/proc").resolve(thread).resolve("timerslack_ns"), "1");
    } catch (IOException | UnsupportedOperationException e) {
      // Not Linux, or not allowed: the margin finds out how long sleeps take.
    }
  }
}
