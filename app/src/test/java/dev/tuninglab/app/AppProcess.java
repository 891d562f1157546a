package dev.tuninglab.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The app in a JVM of its own, as a user starts it. */
final class AppProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader out;

  AppProcess(String... arguments) throws IOException {
    this(List.of("-Xmx128m"), arguments);
  }

  /**
   * @param jvm options of its JVM
   */
  AppProcess(List<String> jvm, String... arguments) throws IOException {
    this(Path.of(System.getProperty("java.home")), jvm, arguments);
  }

  /**
   * @param jdk the folder of the JDK that runs it
   */
  AppProcess(Path jdk, List<String> jvm, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(jdk.resolve("bin").resolve("java").toString());
    command.addAll(jvm);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), App.class.getName()));
    command.addAll(List.of(arguments));
    this.process = new ProcessBuilder(command).start();
    this.out = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Waits for the line that says where it listens. */
  String url() throws IOException {
    String line = out.readLine();
    String expected = "shop listens on ";
    if (line == null || !line.startsWith(expected)) {
      throw new IOException("unexpected: " + line + "; " + err());
    }
    return line.substring(expected.length());
  }

  /** Sends SIGTERM, and leaves the streams open, as {@link Process#destroy} would not. */
  void terminate() {
    process.toHandle().destroy();
  }

  int exitCode() throws InterruptedException {
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      throw new AssertionError("the app did not end within a minute");
    }
    return process.exitValue();
  }

  String out() throws IOException {
    return String.join("\n", out.lines().toList());
  }

  String err() throws IOException {
    return new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
