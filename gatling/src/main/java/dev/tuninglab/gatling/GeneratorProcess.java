package dev.tuninglab.gatling;

import dev.tuninglab.gatling.engine.GeneratorMain;
import dev.tuninglab.gatling.engine.LabSimulation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The operating system's side of a generator: its command line, its log, its end. */
final class GeneratorProcess {
  private static final int LINES_IN_ERRORS = 15;

  private final Process process;
  private final Path log;
  private final Path results;

  private GeneratorProcess(Process process, Path log, Path results) {
    this.process = process;
    this.log = log;
    this.results = results;
  }

  static GeneratorProcess start(GeneratorOptions options, int port, String token) {
    Path log = options.folder().resolve("generator.log");
    Path results = options.folder().resolve("gatling");
    try {
      Files.createDirectories(options.folder());
      ProcessBuilder builder =
          new ProcessBuilder(command(options, port, results))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile());
      builder.environment().put(GeneratorMain.TOKEN, token);
      Process process = builder.start();
      process.getOutputStream().close();
      return new GeneratorProcess(process, log, results);
    } catch (IOException e) {
      throw new GeneratorException(
          "the load generator could not be started with " + options.java() + ": " + e.getMessage(),
          e);
    }
  }

  private static List<String> command(GeneratorOptions options, int port, Path results) {
    List<String> command = new ArrayList<>();
    command.add(options.java().toString());
    command.addAll(options.jvmArguments());
    command.add("--add-opens=java.base/java.lang=ALL-UNNAMED");
    command.add("-D" + GeneratorMain.CONTROL + "=" + port);
    command.add("-Dlogback.configurationFile=dev/tuninglab/gatling/generator-logback.xml");
    command.add("-Dgatling.data.enableAnalytics=false");
    command.add("-Dgatling.socket.connectTimeout=" + options.connectTimeout().toMillis());
    command.add("-Dgatling.http.requestTimeout=" + options.requestTimeout().toMillis());
    command.add("-Dio.netty.eventLoopThreads=" + options.eventLoops());
    // Without a report only the console's writer, which needs no file and here hardly ever prints.
    command.add("-Dgatling.data.writers.0=console");
    if (options.gatlingReport()) {
      command.add("-Dgatling.data.writers.1=file");
    }
    command.add("-Dgatling.data.console.writePeriod=3600");
    command.addAll(List.of("-cp", options.classpath(), GeneratorMain.class.getName()));
    command.addAll(List.of("-s", LabSimulation.class.getName(), "-rf", results.toString()));
    if (!options.gatlingReport()) {
      command.add("-nr");
    }
    return command;
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Waits for the process to end by itself; ends it when it does not in time. */
  void endWithin(long seconds) {
    try {
      if (process.waitFor(seconds, TimeUnit.SECONDS)) {
        return;
      }
      process.destroy();
      if (process.waitFor(2, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
  }

  /** The exit code or that it still runs, the path of its log, and the last lines of that. */
  String state() {
    String state =
        process.isAlive() ? "it still runs" : "it ended with exit code " + process.exitValue();
    return state + "; its log is " + log + lastLines();
  }

  Optional<Path> report() {
    if (!Files.isDirectory(results)) {
      return Optional.empty();
    }
    try (Stream<Path> runs = Files.list(results)) {
      return runs.filter(run -> Files.exists(run.resolve("index.html"))).max(Path::compareTo);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private String lastLines() {
    try {
      List<String> lines =
          new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
      List<String> last = lines.subList(Math.max(0, lines.size() - LINES_IN_ERRORS), lines.size());
      return last.isEmpty() ? " (empty)" : " and ends:\n  " + String.join("\n  ", last);
    } catch (IOException e) {
      return " (unreadable: " + e.getMessage() + ")";
    }
  }
}
