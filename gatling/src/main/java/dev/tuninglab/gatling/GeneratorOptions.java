package dev.tuninglab.gatling;

import dev.tuninglab.gatling.workload.Workload;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How the load generator's process is started.
 *
 * @param java the {@code java} binary, 17 or newer
 * @param classpath of this module and what it needs
 * @param folder for the log and Gatling's own files; made if absent
 * @param workload what every slice is drawn from
 * @param maxUsers requests that may be in flight at once, 1 to 10,000; no more connections than
 *     that are opened to one subject
 * @param connectTimeout 1 ms or more
 * @param requestTimeout 1 ms or more; counts from the moment a user takes the request, so it
 *     includes connecting
 * @param gatlingReport whether Gatling writes its own report at the end
 * @param jvmArguments heap, collector and the like
 * @param eventLoops threads that send and receive, 1 to 64
 * @param practice requests to a server of its own before it is ready, until its code is compiled, 0
 *     to 1,000,000
 */
public record GeneratorOptions(
    Path java,
    String classpath,
    Path folder,
    Workload workload,
    int maxUsers,
    Duration connectTimeout,
    Duration requestTimeout,
    boolean gatlingReport,
    List<String> jvmArguments,
    int eventLoops,
    int practice) {

  /** Many times what the quick compiler wants to see before it compiles a method. */
  private static final int ENOUGH_PRACTICE = 5_000;

  /** Checks itself. */
  public GeneratorOptions {
    range("maxUsers", maxUsers, 10_000);
    range("eventLoops", eventLoops, 64);
    if (practice < 0 || practice > 1_000_000) {
      throw new IllegalArgumentException("practice must be 0 to 1000000, but was " + practice);
    }
    positive("connectTimeout", connectTimeout);
    positive("requestTimeout", requestTimeout);
    jvmArguments = List.copyOf(jvmArguments);
  }

  /**
   * The usual: this JVM's java and classpath, 256 users, 2 s to connect, 10 s a request, 512 MB.
   *
   * <p>The serial collector, since it needs no threads of its own beside the subject's: what lives
   * is small, so its pauses are short. The quick compiler alone, since the other one goes on for
   * minutes, and takes cores from whoever waits for an answer. One event loop, since one core sends
   * far more than {@link dev.tuninglab.gatling.workload.Arrivals#MAX_RATE}, and more threads would
   * fight with the subject for the cores and keep a pool of connections each.
   */
  public static GeneratorOptions of(Path folder, Workload workload) {
    return new GeneratorOptions(
        Path.of(System.getProperty("java.home"), "bin", "java"),
        System.getProperty("java.class.path"),
        folder,
        workload,
        256,
        Duration.ofSeconds(2),
        Duration.ofSeconds(10),
        false,
        List.of("-Xms512m", "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
        1,
        ENOUGH_PRACTICE);
  }

  /** With another number of users. */
  public GeneratorOptions withMaxUsers(int users) {
    return copy(
        folder, users, connectTimeout, requestTimeout, gatlingReport, jvmArguments, practice);
  }

  /** With another folder. */
  public GeneratorOptions withFolder(Path other) {
    return copy(
        other, maxUsers, connectTimeout, requestTimeout, gatlingReport, jvmArguments, practice);
  }

  /** With other time-outs. */
  public GeneratorOptions withTimeouts(Duration connect, Duration request) {
    return copy(folder, maxUsers, connect, request, gatlingReport, jvmArguments, practice);
  }

  /** With or without Gatling's own report. */
  public GeneratorOptions withGatlingReport(boolean report) {
    return copy(folder, maxUsers, connectTimeout, requestTimeout, report, jvmArguments, practice);
  }

  /** With other arguments for the JVM. */
  public GeneratorOptions withJvmArguments(List<String> arguments) {
    return copy(
        folder, maxUsers, connectTimeout, requestTimeout, gatlingReport, arguments, practice);
  }

  /** With another number of requests to practise. */
  public GeneratorOptions withPractice(int requests) {
    return copy(
        folder, maxUsers, connectTimeout, requestTimeout, gatlingReport, jvmArguments, requests);
  }

  /** With everything in it that may be another. */
  private GeneratorOptions copy(
      Path to,
      int users,
      Duration connect,
      Duration request,
      boolean report,
      List<String> arguments,
      int requests) {
    return new GeneratorOptions(
        java,
        classpath,
        to,
        workload,
        users,
        connect,
        request,
        report,
        arguments,
        eventLoops,
        requests);
  }

  private static void range(String key, int value, int max) {
    if (value < 1 || value > max) {
      throw new IllegalArgumentException(key + " must be 1 to " + max + ", but was " + value);
    }
  }

  private static void positive(String key, Duration value) {
    if (value.toMillis() < 1 || value.compareTo(Duration.ofHours(1)) > 0) {
      throw new IllegalArgumentException(key + " must be 1 ms to 1 hour, but was " + value);
    }
  }
}
