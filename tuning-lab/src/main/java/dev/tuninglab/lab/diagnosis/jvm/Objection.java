package dev.tuninglab.lab.diagnosis.jvm;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Why a JVM would not take an order. Asked before it is given, since the order begins with a signal
 * that ends a process which does not expect it, and that a JVM without an open ear answers with a
 * dump of its threads into its log.
 */
enum Objection {
  STOPPED(
      "is stopped: let it run on (kill -CONT)",
      files -> files.status("State").filter(state -> state.matches("[Tt].*")).isPresent()),
  NO_FLIGHT_RECORDER(
      "is Eclipse OpenJ9, which has no Flight Recorder: run it on a HotSpot JVM",
      files -> files.maps().filter(maps -> maps.contains("/libj9vm")).isPresent()),
  DISABLED(
      "takes no orders: start it without -XX:+DisableAttachMechanism",
      files -> says(files, "-XX:+DisableAttachMechanism")),
  DEAF(
      "takes no orders now: it is starting, or was started with -Xrs",
      files ->
          files.status("SigCgt").filter(signals -> !has(signals, Objection.SIGQUIT)).isPresent());

  private static final int SIGQUIT = 3;

  private final String words;
  private final Predicate<ProcessFiles> test;

  Objection(String words, Predicate<ProcessFiles> test) {
    this.words = words;
    this.test = test;
  }

  String words() {
    return words;
  }

  boolean applies(ProcessFiles files) {
    return test.test(files);
  }

  private static boolean says(ProcessFiles files, String option) {
    return Pattern.compile(Pattern.quote(option) + "[\\s\0]").matcher(files.words()).find();
  }

  /** The mask is hexadecimal; its lowest bit is signal 1. */
  private static boolean has(String mask, int signal) {
    return (Long.parseUnsignedLong(mask, 16) >>> (signal - 1) & 1) == 1;
  }
}
