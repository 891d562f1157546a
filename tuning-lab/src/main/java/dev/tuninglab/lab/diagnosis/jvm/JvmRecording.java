package dev.tuninglab.lab.diagnosis.jvm;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A Flight Recorder recording in a JVM that is not ours, started and stopped through the JVM's own
 * tools. Closing it leaves no recording in the JVM.
 */
public final class JvmRecording implements AutoCloseable {
  private static final String RECORDING = "tuning-lab-" + ProcessHandle.current().pid();

  /** Where a CPU is free, either takes about a second. */
  private static final Duration TO_START = Duration.ofSeconds(15);

  private static final Duration TO_STOP = Duration.ofSeconds(20);

  private static final Duration TO_THROW_AWAY = Duration.ofSeconds(10);

  /** A larger file is not kept. */
  private static final long MOST_KEPT_BYTES = 5_000_000;

  private static final String STARTED = "Started recording";
  private static final String NONE_BEFORE = "No available recordings";

  /**
   * A JVM that records already looks up what to read, and how often, once a second at the latest
   * (jdk.jfr's wait interval): readings of a shorter period begin only then.
   */
  private static final Duration UNTIL_A_PERIOD_IS_HEEDED = Duration.ofMillis(1200);

  private final JvmProcess jvm;
  private final Jcmd jcmd;
  private final RecordingFiles files;
  private boolean running = true;

  private JvmRecording(JvmProcess jvm, Jcmd jcmd, RecordingFiles files) {
    this.jvm = jvm;
    this.jcmd = jcmd;
    this.files = files;
  }

  /**
   * Starts recording; takes about a second, and one more where the JVM records for its owner.
   *
   * @param subject the JVM, or a process that has started it
   * @param folder of the results: {@code stacks} and {@code jfr} come to lie in it
   * @param name of what is looked into; files are named by it
   * @throws NotRecorded if it cannot be, with what to do about it where something can be done
   */
  public static JvmRecording start(ProcessHandle subject, Path folder, String name)
      throws NotRecorded, InterruptedException {
    JvmProcess jvm = JvmProcess.in(subject);
    jvm.check();
    RecordingFiles files = RecordingFiles.in(folder, name);
    JvmRecording recording = new JvmRecording(jvm, new Jcmd(jvm), files);
    try {
      files.writeSettings(settings(jvm.sampling()));
      String said =
          recording.order(
              TO_START,
              "JFR.check",
              // Deeper than 64 frames; a JVM that has recorded before keeps the depth it has.
              "JFR.configure stackdepth=256",
              "JFR.start name=%s settings=%s disk=true maxsize=100m dumponexit=false"
                  .formatted(RECORDING, RecordingFiles.quoted(files.settings())));
      if (!said.contains(STARTED)) {
        throw new NotRecorded(jvm.name() + " started no recording: " + Jcmd.reason(said));
      }
      if (!said.contains(NONE_BEFORE)) {
        Thread.sleep(UNTIL_A_PERIOD_IS_HEEDED.toMillis());
      }
      return recording;
    } catch (NotRecorded | InterruptedException | RuntimeException e) {
      recording.close();
      throw e;
    } finally {
      files.removeSettings();
    }
  }

  private static String settings(String sampling) {
    try (InputStream text = JvmRecording.class.getResourceAsStream("lab.jfc")) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8)
          .replace("${sampling}", sampling);
    } catch (IOException e) {
      throw new IllegalStateException("lab.jfc cannot be read from the lab's own jar", e);
    }
  }

  /**
   * Stops recording and reads what was recorded; takes about half a second.
   *
   * @param counted when requests came at the fixed rate; before and after it, none should be on the
   *     way, since threads' counts are read every 20 ms
   * @param loaded when requests came as fast as they were answered: its stacks are kept
   * @throws NotRecorded if the JVM did not hand it over
   */
  public JvmSeen stop(Window counted, Window loaded) throws NotRecorded, InterruptedException {
    Path file = files.recording();
    try {
      String said = order(TO_STOP, stop() + " filename=" + RecordingFiles.quoted(file));
      running = false;
      if (!Files.isReadable(file)) {
        throw new NotRecorded(jvm.name() + " wrote no recording: " + Jcmd.reason(said));
      }
      return seen(file, counted, loaded);
    } catch (IOException | RuntimeException e) {
      files.removeRecording();
      throw new NotRecorded("what " + jvm.name() + " recorded cannot be read: " + e, e);
    } finally {
      close();
    }
  }

  private JvmSeen seen(Path file, Window counted, Window loaded) throws IOException {
    JvmSeen seen = RecordingReader.read(file, counted);
    Stacks stacks = Stacks.in(file, loaded);
    Map<String, String> missing = new LinkedHashMap<>(seen.missing());
    Optional<Path> written = Optional.empty();
    if (stacks.samples() > 0) {
      written = Optional.of(files.writeStacks(stacks.collapsed()));
    } else {
      missing.put("stacks", "the JVM took no sample of its CPU time");
    }
    files.keepUpTo(MOST_KEPT_BYTES);
    return new JvmSeen(
        seen.allocatedBytes(),
        seen.gcPauses(),
        seen.gcPauseNanos(),
        seen.lockWaitNanos(),
        seen.poolWaitNanos(),
        seen.waits(),
        written,
        stacks.samples(),
        missing);
  }

  private static String stop() {
    return "JFR.stop name=" + RECORDING;
  }

  private String order(Duration within, String... orders) throws NotRecorded, InterruptedException {
    Path file = files.writeOrders(orders);
    try {
      return jcmd.give(file, within);
    } finally {
      files.removeOrders();
    }
  }

  /** Throws the recording away if it still runs, also when this thread is being interrupted. */
  @Override
  public void close() {
    boolean interrupted = Thread.interrupted();
    try {
      if (running) {
        running = false;
        order(TO_THROW_AWAY, stop());
      }
    } catch (NotRecorded e) {
      // The JVM has ended or hangs: nothing more can be asked of it.
    } catch (InterruptedException e) {
      interrupted = true;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
