package dev.tuninglab.lab.diagnosis.jvm;

import com.zaxxer.hikari.HikariDataSource;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;

/** A JVM of its own that does known work. */
final class Worker implements AutoCloseable {
  private static final String CLASS_PATH =
      Stream.of(KnownWork.class, HikariDataSource.class, Logger.class)
          .map(type -> type.getProtectionDomain().getCodeSource().getLocation().getPath())
          .collect(Collectors.joining(File.pathSeparator));

  private final Process process;
  private final BufferedReader answers;

  record Did(Window window, long amount) {}

  Worker(Path java, String... options) throws IOException {
    this(command(java, options));
  }

  private Worker(List<String> command) throws IOException {
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    answers = process.inputReader();
    for (String line = ""; !"ready".equals(line); line = answers.readLine()) {
      if (line == null) {
        throw new IOException("the worker did not start");
      }
    }
  }

  /** Started by a shell, which waits for it. */
  static Worker behindAShell(Path java) throws IOException {
    String quoted = String.join("' '", command(java));
    return new Worker(List.of("sh", "-c", "'" + quoted + "'; true"));
  }

  private static List<String> command(Path java, String... options) {
    List<String> command = new ArrayList<>(List.of(java.toString(), "-Xmx64m", "-Xshare:auto"));
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", CLASS_PATH, KnownWork.class.getName()));
    return command;
  }

  Did does(String order) throws IOException {
    process.getOutputStream().write((order + "\n").getBytes());
    process.getOutputStream().flush();
    String answer = answers.readLine();
    if (answer == null) {
      throw new IOException("the worker ended at: " + order);
    }
    String[] words = answer.split(" ");
    return new Did(
        new Window(Long.parseLong(words[0]), Long.parseLong(words[1])), Long.parseLong(words[2]));
  }

  ProcessHandle process() {
    return process.toHandle();
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
