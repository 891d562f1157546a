package dev.tuninglab.lab.fault;

import java.io.IOException;

/**
 * A process that uses one core and does nothing: {@code SECONDS}. It waits for a byte on its input,
 * then spins until its time is over, or until its input ends: then whoever started it is gone.
 */
public final class CpuHog {
  static final int GO = 'g';

  private CpuHog() {}

  /** Uses the JDK alone, so that it starts with this class and nothing else. */
  public static void main(String[] args) throws IOException {
    long nanos = Long.parseLong(args[0]) * 1_000_000_000L;
    System.out.println("ready");
    if (System.in.read() != GO) {
      return;
    }
    long end = System.nanoTime() + nanos;
    Thread watch = new Thread(CpuHog::endWithInput, "watch");
    watch.setDaemon(true);
    watch.start();
    while (System.nanoTime() - end < 0) {
      // No onSpinWait: it would leave the core to its sibling.
    }
  }

  private static void endWithInput() {
    try {
      while (System.in.read() >= 0) {
        // Nothing more is expected.
      }
    } catch (IOException e) {
      // As if it had ended.
    }
    Runtime.getRuntime().halt(0);
  }
}
