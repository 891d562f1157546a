package dev.tuninglab.gatling;

import dev.tuninglab.gatling.wire.Message;
import dev.tuninglab.gatling.wire.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A load generator in a process of its own, which stays warm between slices. One slice at a time;
 * for use by one thread.
 */
public final class Generator implements AutoCloseable {
  private static final Duration START_PATIENCE = Duration.ofSeconds(60);
  private static final long END_SECONDS = 10;
  private static final long REPORT_SECONDS = 120;

  private final GeneratorOptions options;
  private final GeneratorProcess process;
  private final Wire wire;
  private final BlockingQueue<Optional<Message>> inbox = new LinkedBlockingQueue<>();

  /** What ended the connection, if not its other end; set before the empty message. */
  private volatile IOException broken;

  private boolean usable = true;
  private boolean interrupted;
  private boolean closed;

  private Generator(GeneratorOptions options, GeneratorProcess process, Wire wire) {
    this.options = options;
    this.process = process;
    this.wire = wire;
    Thread listener = new Thread(this::listen, "generator-listener");
    listener.setDaemon(true);
    listener.start();
  }

  /**
   * Starts a generator and waits until it has practised and all its users are idle: some 5 seconds,
   * longer where it has to share the processors.
   *
   * @throws GeneratorException if it does not come up; then it has been ended
   * @throws InterruptedException if the thread is interrupted; then it has been ended
   */
  public static Generator start(GeneratorOptions options) throws InterruptedException {
    Door.Connection connection;
    try (ServerSocket server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
      connection = Door.open(options, server, START_PATIENCE);
    } catch (IOException e) {
      throw new GeneratorException("no port for the load generator: " + e.getMessage(), e);
    }
    Generator generator = new Generator(options, connection.process(), connection.wire());
    try {
      generator.setUp();
      return generator;
    } catch (RuntimeException | InterruptedException e) {
      generator.usable = false;
      generator.close();
      throw e;
    }
  }

  private void setUp() throws InterruptedException {
    tell(
        new Message.Setup(
            options.workload(),
            options.maxUsers(),
            options.requestTimeout().toMillis(),
            options.practice()));
    if (!(await(START_PATIENCE, "become ready") instanceof Message.Ready)) {
      throw new GeneratorException("the load generator did not become ready; " + process.state());
    }
  }

  /**
   * Runs one slice and waits for its report.
   *
   * <p>A slice takes its length, and then up to twice the request time-out for what is still
   * waiting or in flight.
   *
   * @param patience how long to wait in all
   * @throws GeneratorException if the generator died, refused, or did not report in time; after
   *     anything but a refusal it can only be closed
   * @throws InterruptedException if the thread is interrupted; then it can only be closed
   */
  public SliceReport run(SliceOrder order, Duration patience) throws InterruptedException {
    if (!usable || closed) {
      throw new GeneratorException("the load generator is no longer usable; start another");
    }
    if (order.load() instanceof Load.Closed load
        && order.share().users(load.users()) > options.maxUsers()) {
      throw new IllegalArgumentException(
          "users must be at most maxUsers (" + options.maxUsers() + "), but was " + load.users());
    }
    usable = false;
    tell(new Message.Run(order));
    Message answer;
    try {
      answer = await(patience, "report slice " + order.id());
    } catch (InterruptedException e) {
      interrupted = true;
      throw e;
    }
    if (answer instanceof Message.Done done) {
      usable = true;
      return done.report();
    }
    if (answer instanceof Message.Refused refused) {
      usable = true;
      throw new GeneratorException(
          "the load generator refused slice " + order.id() + ": " + refused.reason());
    }
    throw new GeneratorException("the load generator answered out of turn; " + process.state());
  }

  /**
   * What an interrupted slice has measured: nothing more is offered and nothing more waited for.
   * The generator can only be closed afterwards.
   *
   * @return empty if no slice was interrupted
   * @throws GeneratorException if it died, or does not answer in time
   * @throws InterruptedException if the thread is interrupted (again)
   */
  public Optional<SliceReport> cutShort(Duration patience) throws InterruptedException {
    if (!interrupted || closed) {
      return Optional.empty();
    }
    interrupted = false;
    tell(new Message.CutShort());
    return await(patience, "report what it had measured") instanceof Message.Done done
        ? Optional.of(done.report())
        : Optional.empty();
  }

  /** The generator's process, for those who watch or pin it. */
  public long pid() {
    return process.pid();
  }

  /** Whether its process runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** The folder of Gatling's own report, once closed, if one was asked for and came about. */
  public Optional<Path> gatlingReport() {
    return options.gatlingReport() && closed ? process.report() : Optional.empty();
  }

  /** Ends the process: politely between slices, at once in the middle of one. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      if (usable) {
        wire.send(new Message.End());
        process.endWithin(options.gatlingReport() ? REPORT_SECONDS : END_SECONDS);
      }
      wire.close();
    } catch (IOException e) {
      // The other side is gone already: nothing is left to tell it.
    }
    process.endWithin(1);
  }

  private void tell(Message message) {
    try {
      wire.send(message);
    } catch (IOException e) {
      throw new GeneratorException("the load generator is gone; " + process.state(), e);
    }
  }

  private Message await(Duration patience, String what) throws InterruptedException {
    Optional<Message> message = inbox.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
    if (message == null) {
      throw new GeneratorException(
          "the load generator did not "
              + what
              + " within "
              + patience.toMillis()
              + " ms; "
              + process.state());
    }
    if (message.isEmpty()) {
      IOException cause = broken;
      if (cause != null && process.isAlive()) {
        process.endWithin(1);
        throw new GeneratorException(
            "the connection to the load generator broke: " + cause.getMessage(), cause);
      }
      process.endWithin(1);
      throw new GeneratorException("the load generator died; " + process.state());
    }
    return message.get();
  }

  private void listen() {
    try {
      for (Message message; (message = wire.receive()) != null; ) {
        inbox.add(Optional.of(message));
      }
    } catch (IOException e) {
      broken = e;
    } finally {
      inbox.add(Optional.empty());
    }
  }
}
