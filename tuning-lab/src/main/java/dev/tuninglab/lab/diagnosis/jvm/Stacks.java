package dev.tuninglab.lab.diagnosis.jvm;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;
import one.convert.Arguments;
import one.convert.JfrToFlame;
import one.jfr.JfrReader;

/**
 * Where a JVM spent CPU time, as collapsed stacks: {@code outer;inner 12} a line, the outermost
 * frame first. Threads are not told apart.
 *
 * @param samples in all
 */
record Stacks(String collapsed, long samples) {
  /** The recorder's own work, each time that it reads the counts of all threads. */
  private static final Pattern RECORDER =
      Pattern.compile("jdk\\.jfr\\.internal\\.(PlatformRecorder|periodic\\.\\w+)\\..*");

  static Stacks in(Path recording, Window window) throws IOException {
    if (window.isEmpty()) {
      return new Stacks("", 0); // to the converter, 0 is no limit
    }
    Arguments arguments = new Arguments();
    arguments.output = "collapsed";
    arguments.dot = true;
    arguments.norm = true; // the same name for the same lambda in each run
    arguments.exclude = RECORDER;
    arguments.from = window.from();
    arguments.to = window.to();
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try (JfrReader reader = new JfrReader(recording.toString())) {
      JfrToFlame converter = new JfrToFlame(reader, arguments);
      converter.convert();
      converter.dump(text);
    }
    String collapsed = text.toString(StandardCharsets.UTF_8);
    return new Stacks(
        collapsed,
        collapsed
            .lines()
            .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)))
            .sum());
  }
}
