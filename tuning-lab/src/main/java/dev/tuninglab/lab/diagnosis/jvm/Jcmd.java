package dev.tuninglab.lab.diagnosis.jvm;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Gives orders to a JVM through the JDK's own tool, and never waits without an end. */
final class Jcmd {
  /** After which the tool itself gives up on a JVM that does not open its ear. */
  private static final Duration TO_CONNECT = Duration.ofSeconds(4);

  private final JvmProcess jvm;
  private final Path tool;

  Jcmd(JvmProcess jvm) throws NotRecorded {
    this.jvm = jvm;
    this.tool = jvm.jcmd();
  }

  /**
   * Gives orders, one after the other, and returns what the JVM says to them: it says "done" by
   * words only.
   *
   * @param orders a file of them, one a line
   * @throws NotRecorded if it did not take them, or not in time
   */
  String give(Path orders, Duration within) throws NotRecorded, InterruptedException {
    jvm.check();
    Process process = start(orders);
    try {
      if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new NotRecorded(jvm.name() + " took no order within " + within.toSeconds() + " s");
      }
      String said = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
      if (process.exitValue() != 0) {
        throw new NotRecorded(jvm.name() + " took no order: " + reason(said));
      }
      return said;
    } catch (IOException e) {
      throw new NotRecorded(jvm.name() + ": jcmd broke off: " + e.getMessage(), e);
    } finally {
      if (process.isAlive()) {
        process.destroyForcibly();
        removeCall();
      }
    }
  }

  private Process start(Path orders) throws NotRecorded {
    List<String> command =
        List.of(
            tool.toString(),
            "-J-Dsun.tools.attach.attachTimeout=" + TO_CONNECT.toMillis(),
            "-J-XX:TieredStopAtLevel=1", // it lives for tenths of a second
            String.valueOf(jvm.process().pid()),
            "-f",
            orders.toString());
    try {
      return new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new NotRecorded(tool + " could not be started: " + e.getMessage(), e);
    }
  }

  /** The line that tells most: exceptions come with their class first. */
  static String reason(String said) {
    if (said.contains("Unknown diagnostic command")) {
      return "it has no Flight Recorder (the module jdk.jfr is not in it)";
    }
    return said.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.matches("\\d+:|at .*|Stack depth: \\d+"))
        .map(line -> line.replaceFirst("^([\\w.]+(Exception|Error): )+", ""))
        .findFirst()
        .orElse("it does not say why");
  }

  /** A tool that was ended leaves the file by which it called the JVM. */
  private void removeCall() {
    ProcessFiles files = new ProcessFiles(jvm.process().pid());
    for (String folder : List.of("cwd", "root/tmp")) {
      try {
        Files.deleteIfExists(files.file(folder).resolve(".attach_pid" + jvm.process().pid()));
      } catch (IOException e) {
        // Not ours to remove, then; an empty file stays.
      }
    }
  }
}
