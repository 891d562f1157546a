package dev.tuninglab.lab.diagnosis.jvm;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;

/**
 * A service of which it is known what it does: reads what to do, a word a line, and answers with
 * when it began and ended, and how much it did.
 */
public final class KnownWork {
  static final int REQUESTS = 100;
  static final int OBJECT = 10_000;
  static final int OBJECTS = 10;
  static final int HELD_MILLIS = 30;

  /** What the JVM puts in front of an array's elements. */
  private static final int HEADER = 16;

  private static final ExecutorService WORKERS = Executors.newFixedThreadPool(8);
  private static final Object MONITOR = new Object();
  private static final ReentrantLock LOCK = new ReentrantLock();
  private static volatile Object seen;
  private static volatile double result;

  private KnownWork() {}

  public static void main(String[] args) throws Exception {
    Map<String, Callable<Long>> work =
        Map.of(
            "allocate",
            () -> inTurn(WORKERS, KnownWork::allocate),
            "fresh",
            KnownWork::freshThreads,
            "virtual",
            () -> inTurn(virtualThreads(), KnownWork::allocate),
            "monitor",
            () -> waited(KnownWork::holdMonitor, KnownWork::enterMonitor),
            "lock",
            () -> waited(KnownWork::holdLock, KnownWork::takeLock),
            "pool",
            KnownWork::waitForConnection,
            "collect",
            KnownWork::collect,
            "hot",
            KnownWork::hot);
    System.out.println("ready");
    BufferedReader orders = new BufferedReader(new InputStreamReader(System.in));
    for (String order; (order = orders.readLine()) != null; ) {
      Thread.sleep(60); // nothing is on the way at either end of a window
      long from = System.currentTimeMillis();
      long did = work.get(order).call();
      System.out.println(from + " " + (System.currentTimeMillis() + 1) + " " + did);
      Thread.sleep(60);
    }
    System.exit(0);
  }

  private static long allocate() {
    for (int i = 0; i < OBJECTS; i++) {
      seen = new byte[OBJECT - HEADER];
    }
    return (long) OBJECTS * OBJECT;
  }

  private static long inTurn(ExecutorService workers, Callable<Long> request) throws Exception {
    long sum = 0;
    for (int i = 0; i < REQUESTS; i++) {
      sum += workers.submit(request).get();
      Thread.sleep(2);
    }
    return sum;
  }

  private static long freshThreads() throws Exception {
    for (int i = 0; i < REQUESTS; i++) {
      Thread thread = new Thread(KnownWork::allocate);
      thread.start();
      thread.join();
    }
    return (long) REQUESTS * OBJECTS * OBJECT;
  }

  private static ExecutorService virtualThreads() throws ReflectiveOperationException {
    return (ExecutorService)
        Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
  }

  private static long waited(Holding holding, Callable<Long> taking) throws Exception {
    long sum = 0;
    for (int i = 0; i < 3; i++) {
      CountDownLatch held = new CountDownLatch(1);
      Future<?> holder = WORKERS.submit(() -> holding.hold(held));
      held.await();
      sum += WORKERS.submit(taking).get();
      holder.get();
    }
    return sum;
  }

  private interface Holding {
    void hold(CountDownLatch held);
  }

  private static void holdMonitor(CountDownLatch held) {
    synchronized (MONITOR) {
      held.countDown();
      sleep();
    }
  }

  private static long enterMonitor() {
    long start = System.nanoTime();
    synchronized (MONITOR) {
      return System.nanoTime() - start;
    }
  }

  private static void holdLock(CountDownLatch held) {
    LOCK.lock();
    held.countDown();
    sleep();
    LOCK.unlock();
  }

  private static long takeLock() {
    long start = System.nanoTime();
    LOCK.lock();
    LOCK.unlock();
    return System.nanoTime() - start;
  }

  private static long waitForConnection() throws Exception {
    HikariConfig config = new HikariConfig();
    config.setMaximumPoolSize(1);
    config.setDataSource(stub(DataSource.class));
    try (HikariDataSource pool = new HikariDataSource(config)) {
      return waited(held -> holdConnection(pool, held), () -> takeConnection(pool));
    }
  }

  private static void holdConnection(DataSource pool, CountDownLatch held) {
    try {
      Connection connection = pool.getConnection();
      held.countDown();
      sleep();
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long takeConnection(DataSource pool) throws SQLException {
    long start = System.nanoTime();
    pool.getConnection().close();
    return System.nanoTime() - start;
  }

  /** Connections to nothing, which are always valid. */
  private static <T> T stub(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              Class<?> is = method.getReturnType();
              if (is == boolean.class) {
                return method.getName().equals("isValid");
              }
              return is == int.class ? (Object) 0 : is.isInterface() ? stub(is) : null;
            }));
  }

  private static long collect() {
    List<byte[]> kept = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      kept.add(new byte[1 << 20]);
      System.gc();
    }
    return kept.size();
  }

  private static long hot() {
    long end = System.nanoTime() + 1_000_000_000;
    double x = 1;
    while (System.nanoTime() < end) {
      for (int i = 0; i < 1000; i++) {
        x = Math.sqrt(x + i);
      }
    }
    result = x;
    return 1;
  }

  private static void sleep() {
    try {
      Thread.sleep(HELD_MILLIS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
