package dev.tuninglab.lab.target;

import dev.tuninglab.lab.experiment.Variant;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One running process of a target, set to one variant. Closing it stops the process, if it is the
 * lab's own.
 */
public final class Subject implements AutoCloseable {
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();

  private final Variant variant;
  private final URI baseUrl;

  /** Null for one that was not started by the lab, as is its log. */
  private final Launching launching;

  private final OwnCount ownCount;
  private final Map<String, String> headers;

  private volatile Process process;
  private volatile boolean killed;
  private boolean closed;

  /** Known once it is ready. */
  private volatile Map<String, String> values = Map.of();

  private Subject(
      Variant variant,
      URI baseUrl,
      Launching launching,
      OwnCount ownCount,
      Map<String, String> headers) {
    this.variant = variant;
    this.baseUrl = baseUrl;
    this.launching = launching;
    this.ownCount = ownCount;
    this.headers = headers;
  }

  /** How its process comes and goes. */
  private record Launching(ProcessBuilder builder, SubjectLog log, Ending ending) {}

  /**
   * What it takes to start one.
   *
   * @param dir its working folder; null for the lab's own
   */
  record Start(
      int port,
      List<String> command,
      Map<String, String> env,
      Path dir,
      Ending ending,
      Path logFile) {}

  /**
   * @param ownCount null if it does not tell what it has answered
   * @param headers of what the lab itself asks of it
   */
  static Subject start(Variant variant, Start start, OwnCount ownCount, Map<String, String> headers)
      throws TargetFailed {
    ProcessBuilder builder =
        new ProcessBuilder(start.command)
            .redirectErrorStream(true)
            .redirectOutput(start.logFile.toFile());
    if (start.dir != null) {
      builder.directory(start.dir.toFile());
    }
    builder.environment().putAll(start.env);
    Launching launching = new Launching(builder, new SubjectLog(start.logFile), start.ending);
    URI baseUrl = URI.create("http://127.0.0.1:" + start.port);
    Subject subject = new Subject(variant, baseUrl, launching, ownCount, headers);
    subject.startProcess();
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(start.logFile.toFile()));
    return subject;
  }

  /** One that runs already: it is never started, stopped or killed. */
  static Subject running(
      Variant variant, URI baseUrl, OwnCount ownCount, Map<String, String> headers) {
    return new Subject(variant, baseUrl, null, ownCount, headers);
  }

  private void startProcess() throws TargetFailed {
    try {
      process = launching.builder.start();
      process.getOutputStream().close();
    } catch (IOException e) {
      throw new TargetFailed(
          variant.name() + " could not be started: " + e.getMessage() + " (start.command)", e);
    }
  }

  /**
   * Ends it at once, with all that it has started, as {@code kill -9} does: it can finish nothing
   * and say nothing. Returns when it is gone; until it is started again, {@link #check} is content.
   */
  public synchronized void kill() throws InterruptedException {
    killed = true;
    List<ProcessHandle> family = process.descendants().toList();
    process.destroyForcibly();
    family.forEach(ProcessHandle::destroyForcibly);
    process.waitFor();
  }

  /**
   * The same command at the same port, its words added to the same log.
   *
   * @throws TargetFailed if it cannot be started, or was closed meanwhile
   */
  synchronized void startAgain() throws TargetFailed {
    if (closed) {
      throw new TargetFailed(variant.name() + " was stopped before it was started again");
    }
    startProcess();
    killed = false;
  }

  /**
   * Asks it, in plaintext.
   *
   * @throws IOException if it does not answer in time
   */
  HttpResponse<String> get(String path, Duration within) throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(baseUrl.resolve(path)).timeout(within);
    return send(request);
  }

  /**
   * Gives it JSON, in plaintext.
   *
   * @throws IOException if it does not answer in time
   */
  HttpResponse<String> put(String path, String json, Duration within)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(baseUrl.resolve(path))
            .timeout(within)
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString(json)));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    headers.forEach(request::setHeader);
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  public Variant variant() {
    return variant;
  }

  public URI baseUrl() {
    return baseUrl;
  }

  /**
   * The process that was started; what serves requests may be another that it has started. Empty if
   * the lab has not started it.
   */
  public Optional<ProcessHandle> process() {
    return Optional.ofNullable(process).map(Process::toHandle);
  }

  /** What its walks found: the values of feeders that it alone can tell, by the feeder's name. */
  public Map<String, String> values() {
    return values;
  }

  void give(Map<String, String> found) {
    values = Map.copyOf(found);
  }

  /**
   * How many requests it says that it has answered, once nothing is in flight; empty if the target
   * file does not say where it tells.
   *
   * @throws TargetFailed if it does not tell
   */
  public OptionalLong answered() throws TargetFailed, InterruptedException {
    return ownCount == null ? OptionalLong.empty() : OptionalLong.of(ownCount.settled(this));
  }

  /**
   * @throws TargetFailed if the process has ended; the message carries its exit code and last lines
   */
  public void check() throws TargetFailed {
    if (process != null && !killed && !process.isAlive()) {
      throw failed("ended by itself with exit code " + process.exitValue());
    }
  }

  TargetFailed failed(String what) {
    return new TargetFailed(
        variant.name()
            + " "
            + AsData.line(what)
            + (launching == null ? " (" + baseUrl + ")" : launching.log.tail()));
  }

  @Override
  public void close() {
    Process last = endOfStarts();
    if (last != null) {
      File dir = launching.builder.directory();
      launching.ending.end(last, launching.log.file(), dir == null ? null : dir.toPath());
    }
  }

  private synchronized Process endOfStarts() {
    closed = true;
    return process;
  }
}
