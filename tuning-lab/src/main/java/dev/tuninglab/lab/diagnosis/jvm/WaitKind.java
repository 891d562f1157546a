package dev.tuninglab.lab.diagnosis.jvm;

import java.util.List;
import java.util.Optional;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;

/**
 * What a thread waits for, if it is something that keeps a request waiting. A thread that waits for
 * work is parked as well, and is none of these.
 */
public enum WaitKind {
  LOCK("a lock"),
  POOL("a pooled connection");

  static final String MONITOR = "jdk.JavaMonitorEnter";
  static final String NOTIFICATION = "jdk.JavaMonitorWait";
  static final String PARK = "jdk.ThreadPark";

  /** What a thread is parked by when another one has the lock, or all permits are taken. */
  private static final List<String> LOCKS =
      List.of(
          "java.util.concurrent.locks.ReentrantLock",
          "java.util.concurrent.locks.ReentrantReadWriteLock",
          "java.util.concurrent.locks.StampedLock",
          "java.util.concurrent.Semaphore");

  /** Workers that fetch their next task: a queue's own lock does not keep a request waiting. */
  private static final List<Method> IDLE =
      List.of(
          new Method("java.util.concurrent.ThreadPoolExecutor", "getTask"),
          new Method("java.util.concurrent.ForkJoinPool", "awaitWork"),
          new Method("org.eclipse.jetty.util.thread.QueuedThreadPool", "idleJobPoll"),
          new Method("org.jboss.threads.EnhancedQueueExecutor$ThreadBody", "getOrAddNode"));

  /** Where pools hand out a connection. */
  private static final List<Method> BORROWING =
      List.of(
          new Method("com.zaxxer.hikari.pool.HikariPool", "getConnection"),
          new Method("org.apache.tomcat.jdbc.pool.ConnectionPool", "borrowConnection"),
          new Method("org.apache.commons.pool2.impl.GenericObjectPool", "borrowObject"),
          new Method("org.apache.tomcat.dbcp.pool2.impl.GenericObjectPool", "borrowObject"),
          new Method("org.apache.commons.pool.impl.GenericObjectPool", "borrowObject"),
          new Method("com.mchange.v2.resourcepool.BasicResourcePool", "checkoutResource"),
          new Method("io.agroal.pool.ConnectionPool", "getConnection"),
          new Method("org.vibur.dbcp.pool.PoolOperations", "getProxyConnection"),
          new Method("com.alibaba.druid.pool.DruidDataSource", "getConnection"));

  private static final List<String> LIBRARIES =
      List.of("java.", "javax.", "jdk.", "sun.", "com.sun.", "kotlin.", "scala.");

  private final String words;

  WaitKind(String words) {
    this.words = words;
  }

  /** As people read it. */
  public String words() {
    return words;
  }

  private record Method(String type, String name) {
    boolean is(RecordedFrame frame) {
      return frame.getMethod().getName().equals(name)
          && frame.getMethod().getType().getName().equals(type);
    }
  }

  /** Empty when it is not a wait that a request suffers. */
  static Optional<WaitKind> of(RecordedEvent wait) {
    List<RecordedFrame> frames = frames(wait);
    if (frames.stream().anyMatch(frame -> BORROWING.stream().anyMatch(m -> m.is(frame)))) {
      return Optional.of(POOL);
    }
    boolean idle = frames.stream().anyMatch(frame -> IDLE.stream().anyMatch(m -> m.is(frame)));
    return isForALock(wait) && !idle && serviceMethod(frames).isPresent()
        ? Optional.of(LOCK)
        : Optional.empty();
  }

  private static boolean isForALock(RecordedEvent wait) {
    return switch (wait.getEventType().getName()) {
      case MONITOR -> true;
      case PARK -> isALock(wait.getClass("parkedClass"));
      default -> false;
    };
  }

  /** Locks park by an inner class of theirs: {@code ReentrantLock$NonfairSync}. */
  private static boolean isALock(RecordedClass parkedBy) {
    return parkedBy != null && LOCKS.contains(parkedBy.getName().replaceFirst("\\$.*", ""));
  }

  /** Where it waited. */
  WaitSite site(RecordedEvent wait, long nanos) {
    return new WaitSite(this, serviceMethod(frames(wait)).orElse("?"), nanos);
  }

  /** The one that a reader would look into; a thread that has none does not work on a request. */
  private static Optional<String> serviceMethod(List<RecordedFrame> frames) {
    return frames.stream()
        .map(frame -> frame.getMethod().getType().getName() + "." + frame.getMethod().getName())
        .filter(WaitKind::isOfTheService)
        .findFirst();
  }

  private static boolean isOfTheService(String method) {
    return LIBRARIES.stream().noneMatch(method::startsWith)
        && BORROWING.stream().noneMatch(m -> method.startsWith(packageOf(m.type())));
  }

  /** The first three parts: pools have more than one package. */
  private static String packageOf(String type) {
    return type.replaceFirst("^(\\w+\\.\\w+\\.\\w+\\.).*", "$1");
  }

  private static List<RecordedFrame> frames(RecordedEvent event) {
    return event.getStackTrace() == null ? List.of() : event.getStackTrace().getFrames();
  }
}
