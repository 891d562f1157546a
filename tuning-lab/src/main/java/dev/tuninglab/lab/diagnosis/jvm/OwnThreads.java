package dev.tuninglab.lab.diagnosis.jvm;

import jdk.jfr.consumer.RecordedThread;

/** Threads that a JVM has only because it is looked into. */
final class OwnThreads {
  private OwnThreads() {}

  static boolean has(RecordedThread thread) {
    String name = thread.getJavaName() == null ? "" : thread.getJavaName();
    return name.startsWith("JFR ") || name.equals("Attach Listener");
  }

  static boolean isVirtual(RecordedThread thread) {
    return thread.hasField("virtual") && thread.getBoolean("virtual");
  }
}
