package dev.tuninglab.lab.diagnosis.jvm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A process that runs a JVM which takes orders.
 *
 * @param process the JVM itself, not what started it
 * @param java its program
 */
record JvmProcess(ProcessHandle process, Path java) {

  /**
   * The JVM among a process and those that it started; the one that used most CPU time if there are
   * several, such as a build tool and the service.
   *
   * @throws NotRecorded if there is none
   */
  static JvmProcess in(ProcessHandle subject) throws NotRecorded {
    if (!subject.isAlive()) {
      throw new NotRecorded("the process " + subject.pid() + " has ended");
    }
    List<ProcessHandle> all =
        Stream.concat(Stream.of(subject), subject.descendants())
            .filter(JvmProcess::isAJvm)
            .toList();
    ProcessHandle jvm =
        all.stream()
            .max(Comparator.comparing(JvmProcess::cpuTime))
            .orElseThrow(() -> new NotRecorded(noneIn(subject)));
    return new JvmProcess(jvm, jvm.info().command().map(Path::of).orElse(Path.of("java")));
  }

  private static String noneIn(ProcessHandle subject) {
    String name =
        subject.info().command().map(c -> Path.of(c).getFileName().toString()).orElse("?");
    return new ProcessFiles(subject.pid()).isUnreadable()
        ? "the process %d is of %s: run the lab as that user"
            .formatted(subject.pid(), subject.info().user().orElse("another user"))
        : "the process %d (%s) is not a JVM, nor has it started one".formatted(subject.pid(), name);
  }

  private static boolean isAJvm(ProcessHandle process) {
    return new ProcessFiles(process.pid())
        .maps()
        .map(maps -> maps.contains("/libjvm.so") || maps.contains("/libj9vm"))
        .orElseGet(
            () -> process.info().command().filter(c -> c.matches(".*java(\\.exe)?")).isPresent());
  }

  private static Duration cpuTime(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /**
   * @throws NotRecorded if it would not take an order now
   */
  void check() throws NotRecorded {
    if (!process.isAlive()) {
      throw new NotRecorded(name() + " has ended");
    }
    ProcessFiles files = new ProcessFiles(process.pid());
    for (Objection objection : Objection.values()) {
      if (objection.applies(files)) {
        throw new NotRecorded(name() + " " + objection.words());
      }
    }
  }

  String name() {
    return "the JVM " + process.pid();
  }

  /** The tool of its own JDK, else of the one that runs the lab. */
  Path jcmd() throws NotRecorded {
    Path bin = java.toAbsolutePath().getParent();
    Path own = Path.of(System.getProperty("java.home"), "bin");
    return Stream.of(bin, bin.resolve("../../bin"), own)
        .flatMap(folder -> Stream.of(folder.resolve("jcmd"), folder.resolve("jcmd.exe")))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () -> new NotRecorded("no jcmd in " + bin + " or " + own + ": take a JDK, not a JRE"));
  }

  /**
   * What samples its CPU time best: from 25 on, what the kernel's own clock of each thread says.
   */
  String sampling() {
    Path release = java.toAbsolutePath().resolveSibling("../release");
    boolean linux = System.getProperty("os.name").equals("Linux");
    return linux && feature(release).filter(version -> version >= 25).isPresent()
        ? "jdk.CPUTimeSample"
        : "jdk.ExecutionSample";
  }

  private static Optional<Integer> feature(Path release) {
    try (Stream<String> lines = Files.lines(release)) {
      return lines
          .filter(line -> line.matches("JAVA_VERSION=\"\\d{1,4}\\b.*"))
          .map(line -> Integer.valueOf(line.replaceAll("JAVA_VERSION=\"(\\d+).*", "$1")))
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
