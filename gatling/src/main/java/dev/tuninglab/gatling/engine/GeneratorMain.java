package dev.tuninglab.gatling.engine;

import dev.tuninglab.gatling.SliceOrder;
import dev.tuninglab.gatling.wire.Message;
import dev.tuninglab.gatling.wire.Wire;
import io.gatling.app.Gatling;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The generator's process: connects to the lab that started it, then runs Gatling with {@link
 * LabSimulation}. When the lab's connection closes, the process ends at once.
 */
public final class GeneratorMain {
  /** Environment variable with the secret that proves who connects. */
  public static final String TOKEN = "LAB_TOKEN";

  /** System property with the port on which the lab listens. */
  public static final String CONTROL = "lab.control";

  private static final int LAB_IS_GONE = 3;
  private static final BlockingQueue<Message> INBOX = new LinkedBlockingQueue<>();
  private static Wire wire;
  private static final KnownTags.Shelf TAGS = new KnownTags.Shelf();
  private static Message.Setup setup;
  private static volatile Slice running;

  /** From now on: nothing follows it. */
  private static volatile boolean cutShort;

  private GeneratorMain() {}

  /** Started by {@link dev.tuninglab.gatling.Generator}; the arguments are Gatling's. */
  public static void main(String[] args) throws Exception {
    Integer port = Integer.getInteger(CONTROL);
    String token = System.getenv(TOKEN);
    if (port == null || token == null) {
      System.err.println(
          "this process is started by the lab: -D"
              + CONTROL
              + " and "
              + TOKEN
              + " must be set;"
              + " to run a load by hand use WorkloadSimulation");
      System.exit(2);
    }
    wire = new Wire(new Socket(InetAddress.getLoopbackAddress(), port));
    wire.send(new Message.Hello(token));
    setup = (Message.Setup) wire.receive();
    daemon("lab-listener", GeneratorMain::listen);
    // Exits the process when the simulation has ended.
    Gatling.main(args);
  }

  static Message.Setup setup() {
    if (setup == null) {
      throw new IllegalStateException(
          "LabSimulation is driven by the lab; to run a load by hand use WorkloadSimulation");
    }
    return setup;
  }

  /**
   * @param first where all users are before they come to the other
   */
  static void serve(UserPool first, UserPool pool, Practice practice) {
    daemon("lab-clock", () -> run(first, pool, practice));
  }

  private static void run(UserPool first, UserPool pool, Practice practice) {
    try {
      first.awaitUsers();
      practice.repeat(setup.practice(), first, requestTimeoutNanos());
      first.end();
      pool.awaitUsers();
      pool.setAside();
      wire.send(new Message.Ready());
      while (true) {
        Message message = INBOX.take();
        if (message instanceof Message.Run run) {
          wire.send(answer(run.order(), pool, practice));
        } else if (message instanceof Message.End) {
          pool.end();
          return;
        }
      }
    } catch (IOException | InterruptedException e) {
      e.printStackTrace();
      Runtime.getRuntime().halt(LAB_IS_GONE);
    }
  }

  private static Message answer(SliceOrder order, UserPool pool, Practice practice)
      throws InterruptedException {
    try {
      KnownTags tags = TAGS.of(order.label(), order.baseUrl());
      running = new Slice(order, setup.workload(), pool, tags, requestTimeoutNanos(), practice);
      if (cutShort) {
        // The order to be short may overtake the slice that it is meant for.
        running.cutShort();
      }
      return new Message.Done(running.run());
    } catch (RuntimeException e) {
      e.printStackTrace();
      return new Message.Refused(e.toString());
    }
  }

  private static long requestTimeoutNanos() {
    return TimeUnit.MILLISECONDS.toNanos(setup.requestTimeoutMillis());
  }

  private static void listen() {
    try {
      for (Message message; (message = wire.receive()) != null; ) {
        if (message instanceof Message.CutShort) {
          cutShort();
          continue;
        }
        INBOX.add(message);
        if (message instanceof Message.End) {
          return;
        }
      }
    } catch (IOException e) {
      System.err.println("control connection broke: " + e);
    }
    Runtime.getRuntime().halt(LAB_IS_GONE);
  }

  private static void cutShort() {
    cutShort = true;
    Slice slice = running;
    if (slice != null) {
      slice.cutShort();
    }
  }

  private static void daemon(String name, Runnable body) {
    Thread thread = new Thread(body, name);
    thread.setDaemon(true);
    thread.start();
  }
}
