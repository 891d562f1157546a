package dev.tuninglab.lab.diagnosis.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.tuninglab.lab.target.Jdk;
import dev.tuninglab.lab.target.Jdks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** JVMs of every JDK of this machine that do known work, looked into from outside. */
class JvmRecordingTest {
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
  private static final Window NONE = new Window(0, 0);

  @TempDir Path folder;

  static Stream<Jdk> jdks() {
    Jdks here = Jdks.here();
    return here.ids().stream().map(here::named);
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void whatRequestsAllocateIsCountedToThePercent(Jdk jdk) throws Exception {
    try (Worker worker = new Worker(jdk.launcher())) {
      worker.does("allocate");
      JvmRecording recording = JvmRecording.start(worker.process(), folder, "a");
      Worker.Did did = worker.does("allocate");
      JvmSeen seen = recording.stop(did.window(), NONE);

      assertThat(seen.allocatedBytes().getAsLong())
          .isGreaterThanOrEqualTo(did.amount())
          .isCloseTo(did.amount(), withPercentage(2));
      assertThat(seen.lockWaitNanos()).as("workers wait for work").hasValue(0);
      assertThat(seen.poolWaitNanos()).hasValue(0);
      assertThat(seen.missing()).containsOnlyKeys("stacks");
      assertThat(seen.stacks()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void waitsForLocksArePutDownToTheirPlaces(Jdk jdk) throws Exception {
    try (Worker worker = new Worker(jdk.launcher())) {
      JvmRecording recording = JvmRecording.start(worker.process(), folder, "a");
      Worker.Did monitor = worker.does("monitor");
      Worker.Did lock = worker.does("lock");
      Window both = new Window(monitor.window().from(), lock.window().to());
      JvmSeen seen = recording.stop(both, NONE);

      // The thread's own clock also counts what comes before and after the wait.
      assertThat(seen.lockWaitNanos().getAsLong())
          .isBetween((monitor.amount() + lock.amount()) / 2, monitor.amount() + lock.amount());
      assertThat(seen.waits().subList(0, 2))
          .extracting(WaitSite::method)
          .containsExactlyInAnyOrder(
              KnownWork.class.getName() + ".enterMonitor", KnownWork.class.getName() + ".takeLock");
      assertThat(seen.waits()).extracting(WaitSite::kind).containsOnly(WaitKind.LOCK);
      assertThat(seen.poolWaitNanos()).hasValue(0);
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void waitsForAPooledConnectionAreNotWaitsForLocks(Jdk jdk) throws Exception {
    try (Worker worker = new Worker(jdk.launcher())) {
      worker.does("pool");
      JvmRecording recording = JvmRecording.start(worker.process(), folder, "a");
      Worker.Did did = worker.does("pool");
      JvmSeen seen = recording.stop(did.window(), NONE);

      assertThat(seen.poolWaitNanos().getAsLong()).isBetween(did.amount() / 2, did.amount());
      assertThat(seen.waits().get(0).kind()).isEqualTo(WaitKind.POOL);
      assertThat(seen.waits().get(0).method())
          .isEqualTo(KnownWork.class.getName() + ".takeConnection");
      assertThat(seen.lockWaitNanos().getAsLong()).isLessThan(did.amount() / 2);
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void aHotMethodIsWideInTheStacksAndWhatIsOutsideOfTheWindowIsNot(Jdk jdk) throws Exception {
    try (Worker worker = new Worker(jdk.launcher())) {
      JvmRecording recording = JvmRecording.start(worker.process(), folder, "fetch=join, a/b");
      Worker.Did collect = worker.does("collect");
      Worker.Did hot = worker.does("hot");
      JvmSeen seen = recording.stop(collect.window(), hot.window());

      Path stacks = seen.stacks().orElseThrow();
      assertThat(folder.relativize(stacks).toString())
          .matches("stacks/fetch=join__a_b-[0-9a-f]{8}\\.collapsed");
      List<String> lines = Files.readAllLines(stacks);
      String name = KnownWork.class.getName();
      assertThat(seen.samples()).isGreaterThan(20);
      assertThat(samples(lines, name + ".main_[", name + ".hot_["))
          .isGreaterThan(seen.samples() * 8 / 10);
      assertThat(lines).noneMatch(line -> line.contains("PlatformRecorder"));
      assertThat(seen.gcPauses()).isGreaterThanOrEqualTo(3);
      assertThat(seen.gcPauseNanos()).isPositive();
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void whatVirtualThreadsWaitForIsSaidToBeUnknown(Jdk jdk) throws Exception {
    assumeThat(jdk.version().feature()).as("virtual threads").isGreaterThanOrEqualTo(21);
    try (Worker worker = new Worker(jdk.launcher())) {
      worker.does("virtual");
      JvmRecording recording = JvmRecording.start(worker.process(), folder, "a");
      Worker.Did did = worker.does("virtual");
      JvmSeen seen = recording.stop(did.window(), NONE);

      assertThat(seen.lockWaitNanos()).isEmpty();
      assertThat(seen.poolWaitNanos()).isEmpty();
      assertThat(seen.missing())
          .containsEntry("lockWaitMicros", "JVMs do not record what virtual threads wait for");
      assertThat(seen.allocatedBytes().getAsLong())
          .as("their carriers' allocation, and the threads themselves")
          .isBetween(did.amount(), did.amount() * 11 / 10);
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void whatShortLivedThreadsAllocateIsSaidToBeUnknown(Jdk jdk) throws Exception {
    try (Worker worker = new Worker(jdk.launcher())) {
      JvmRecording recording = JvmRecording.start(worker.process(), folder, "a");
      Worker.Did did = worker.does("fresh");
      JvmSeen seen = recording.stop(did.window(), NONE);

      assertThat(seen.allocatedBytes()).isEmpty();
      assertThat(seen.missing().get("allocatedBytes"))
          .matches("\\d+ threads began and ended within 20 ms each: theirs is not recorded");
    }
  }

  @Test
  void theJvmIsFoundBehindAShell() throws Exception {
    try (Worker worker = Worker.behindAShell(JAVA)) {
      JvmRecording recording = JvmRecording.start(worker.process(), folder, "a");
      Worker.Did did = worker.does("allocate");

      assertThat(recording.stop(did.window(), NONE).allocatedBytes().getAsLong())
          .isGreaterThanOrEqualTo(did.amount());
    }
  }

  @Test
  void nothingIsLeftInTheJvmAndOnlyTheRecordingInTheFolder() throws Exception {
    Path named = folder.resolve("with a space");
    try (Worker worker = new Worker(JAVA)) {
      JvmRecording.start(worker.process(), named, "a").stop(NONE, NONE);

      assertThat(jcmd(worker, "JFR.check")).contains("No available recordings");
      assertThat(files(named)).containsExactly("jfr/a.jfr");
    }
  }

  @Test
  void closingThrowsTheRecordingAwayAlsoWhenInterrupted() throws Exception {
    try (Worker worker = new Worker(JAVA)) {
      JvmRecording recording = JvmRecording.start(worker.process(), folder, "a");
      Thread.currentThread().interrupt();
      recording.close();

      assertThat(Thread.interrupted()).isTrue();
      assertThat(jcmd(worker, "JFR.check")).contains("No available recordings");
      assertThat(files(folder)).isEmpty();
    }
  }

  @Test
  void startingWhileInterruptedLeavesNothing() throws Exception {
    try (Worker worker = new Worker(JAVA)) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> JvmRecording.start(worker.process(), folder, "a"))
          .isInstanceOf(InterruptedException.class);
      Thread.interrupted();

      assertThat(jcmd(worker, "JFR.check")).contains("No available recordings");
      assertThat(files(folder)).isEmpty();
    }
  }

  @Test
  void aJvmThatRecordsForItsOwnerGoesOnRecording() throws Exception {
    try (Worker worker = new Worker(JAVA, "-XX:StartFlightRecording:name=owners")) {
      JvmRecording recording = JvmRecording.start(worker.process(), folder, "a");
      Worker.Did did = worker.does("allocate");

      assertThat(recording.stop(did.window(), NONE).allocatedBytes()).isPresent();
      assertThat(jcmd(worker, "JFR.check")).contains("owners").doesNotContain("tuning-lab");
    }
  }

  @Test
  void aProcessThatIsNoJvmIsLeftAlone() throws Exception {
    Process sleep = new ProcessBuilder("sleep", "60").start();
    try {
      assertRefused(
          sleep.toHandle(), "the process %d (sleep) is not a JVM, nor has it started one");
      assertThat(sleep.isAlive()).isTrue();
    } finally {
      sleep.destroyForcibly();
    }
  }

  @Test
  void aDeadProcessIsSaidToHaveEnded() throws Exception {
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();

    assertRefused(dead.toHandle(), "the process %d has ended");
  }

  @Test
  void aStoppedJvmIsNotAsked() throws Exception {
    try (Worker worker = new Worker(JAVA)) {
      kill("-STOP", worker);
      try {
        awaitStopped(worker.process().pid());
        assertRefused(worker.process(), "the JVM %d is stopped: let it run on (kill -CONT)");
      } finally {
        kill("-CONT", worker);
      }
      assertThat(worker.does("collect").amount()).as("it was not disturbed").isEqualTo(3);
    }
  }

  @Test
  void aJvmThatTakesNoOrdersIsNotAsked() throws Exception {
    try (Worker disabled = new Worker(JAVA, "-XX:+DisableAttachMechanism");
        Worker deaf = new Worker(JAVA, "-Xrs")) {
      assertRefused(
          disabled.process(),
          "the JVM %d takes no orders: start it without -XX:+DisableAttachMechanism");
      assertRefused(
          deaf.process(),
          "the JVM %d takes no orders now: it is starting, or was started with -Xrs");
      assertThat(deaf.does("collect").amount()).as("it lives").isEqualTo(3);
    }
  }

  @Test
  void whatAJvmSaysBecomesOneLine() {
    assertThat(Jcmd.reason("4711:\nStack depth: 256\nFlight Recorder is disabled.\n\n"))
        .isEqualTo("Flight Recorder is disabled.");
    assertThat(
            Jcmd.reason(
                "4711:\njava.lang.IllegalArgumentException: Unknown diagnostic command\n\tat a.B.c"))
        .isEqualTo("it has no Flight Recorder (the module jdk.jfr is not in it)");
    assertThat(
            Jcmd.reason(
                "com.sun.tools.attach.AttachNotSupportedException: Unable to open socket file\n"
                    + "\tat jdk.attach/sun.tools.attach.VirtualMachineImpl.<init>"))
        .isEqualTo("Unable to open socket file");
    assertThat(Jcmd.reason("")).isEqualTo("it does not say why");
  }

  @Test
  void aJvmThatDiesWhileRecordedIsAReason() throws Exception {
    try (Worker worker = new Worker(JAVA)) {
      JvmRecording recording = JvmRecording.start(worker.process(), folder, "a");
      worker.process().destroyForcibly();
      worker.process().onExit().get();

      assertThatThrownBy(() -> recording.stop(NONE, NONE))
          .isInstanceOf(NotRecorded.class)
          .hasMessage("the JVM %d has ended", worker.process().pid());
      assertThat(files(folder)).isEmpty();
    }
  }

  @Test
  void aToolThatHangsIsEndedAndItsCallTakenBack() throws Exception {
    Path tool = Files.writeString(folder.resolve("jcmd"), "#!/bin/sh\nexec sleep 600\n");
    assertThat(tool.toFile().setExecutable(true)).isTrue();
    try (Worker worker = new Worker(JAVA)) {
      long pid = worker.process().pid();
      Path call = Path.of("/proc/" + pid + "/cwd").toRealPath().resolve(".attach_pid" + pid);
      Files.createFile(call);
      Jcmd hanging = new Jcmd(new JvmProcess(worker.process(), folder.resolve("java")));

      assertThatThrownBy(() -> hanging.give(folder, Duration.ofSeconds(1)))
          .isInstanceOf(NotRecorded.class)
          .hasMessage("the JVM %d took no order within 1 s", pid);
      assertThat(call).doesNotExist();
      for (ProcessHandle child : ProcessHandle.current().children().toList()) {
        if (child.info().arguments().filter(is -> List.of(is).contains("600")).isPresent()) {
          child.onExit().get(1, TimeUnit.MINUTES);
        }
      }
    }
  }

  private void assertRefused(ProcessHandle process, String message) throws IOException {
    assertThatThrownBy(() -> JvmRecording.start(process, folder, "a"))
        .isInstanceOf(NotRecorded.class)
        .hasMessage(message, process.pid());
    assertThat(files(folder)).isEmpty();
  }

  /** Of stacks that have both frames. */
  private static long samples(List<String> lines, String outer, String inner) {
    return lines.stream()
        .filter(line -> line.contains(outer) && line.contains(";" + inner))
        .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private static String jcmd(Worker worker, String order) throws Exception {
    Process process =
        new ProcessBuilder(
                JAVA.resolveSibling("jcmd").toString(), "" + worker.process().pid(), order)
            .redirectErrorStream(true)
            .start();
    return new String(process.getInputStream().readAllBytes());
  }

  private static void kill(String signal, Worker worker) throws Exception {
    new ProcessBuilder("kill", signal, "" + worker.process().pid()).start().waitFor();
  }

  /** The signal is on its way when the command that sends it has ended. */
  private static void awaitStopped(long pid) throws IOException {
    Path status = Path.of("/proc", "" + pid, "status");
    while (Files.exists(status)
        && Files.readAllLines(status).stream().noneMatch(l -> l.startsWith("State:\tT"))) {
      Thread.onSpinWait();
    }
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).map(f -> folder.relativize(f).toString()).toList();
    }
  }
}
