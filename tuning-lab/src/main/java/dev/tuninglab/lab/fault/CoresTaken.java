package dev.tuninglab.lab.fault;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One {@link CpuHog} a core, at the priority that the lab itself has. */
final class CoresTaken implements Breakage {
  /** A hog that nobody ends is over by then: the lab may hang as well as be killed. */
  private static final Duration GRACE = Duration.ofSeconds(60);

  private final int cores;
  private final Duration length;
  private final List<Process> hogs = new ArrayList<>();

  CoresTaken(int cores, Duration length) {
    this.cores = cores;
    this.length = length;
  }

  @Override
  public void prepare() throws FaultFailed {
    try {
      for (int i = 0; i < cores; i++) {
        hogs.add(start());
      }
      for (Process hog : hogs) {
        awaitReady(hog);
      }
    } catch (IOException | URISyntaxException e) {
      throw new FaultFailed("a process that uses a core cannot be started: " + e.getMessage(), e);
    }
  }

  private Process start() throws IOException, URISyntaxException {
    Path classes =
        Path.of(CpuHog.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx16m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            classes.toString(),
            CpuHog.class.getName(),
            String.valueOf(length.plus(GRACE).toSeconds()))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static void awaitReady(Process hog) throws IOException {
    InputStream out = hog.getInputStream();
    for (int read = out.read(); read != '\n'; read = out.read()) {
      if (read < 0) {
        throw new IOException("it ended");
      }
    }
  }

  @Override
  public void begin() throws FaultFailed {
    try {
      for (Process hog : hogs) {
        hog.getOutputStream().write(CpuHog.GO);
        hog.getOutputStream().flush();
      }
    } catch (IOException e) {
      throw new FaultFailed("a process that was to use a core has ended: " + e.getMessage(), e);
    }
  }

  /** Of the processes, for tests. */
  List<ProcessHandle> handles() {
    return hogs.stream().map(Process::toHandle).toList();
  }

  @Override
  public void end() throws InterruptedException {
    hogs.forEach(Process::destroyForcibly);
    for (Process hog : hogs) {
      hog.waitFor();
    }
  }

  @Override
  public String note() {
    return cores + " processes, one a core";
  }

  @Override
  public void close() {
    hogs.forEach(Process::destroyForcibly);
  }
}
