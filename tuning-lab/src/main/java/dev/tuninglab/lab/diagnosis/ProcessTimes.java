package dev.tuninglab.lab.diagnosis;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * CPU time of a process and all that it has started, from two sources: by thread to the nanosecond,
 * which forgets a thread that ends; and by process, those that ended included, to a tick of 10 ms.
 *
 * <p>Source: the kernel's manual, <i>proc(5)</i>: {@code stat} (utime, stime, cutime, cstime); and
 * <i>Scheduler Statistics</i>: {@code schedstat}. Elsewhere than on Linux there is the second
 * alone, as the JDK tells it.
 */
final class ProcessTimes {
  private static final Path PROC = Path.of("/proc");

  /** Of {@code stat}, counted from 1 as its manual does; what comes before may hold spaces. */
  private static final int STATE = 3;

  private static final int UTIME = 14;
  private static final int CSTIME = 17;

  /** USER_HZ, which is 100 on every Linux that runs Java. */
  private static final long TICK_NANOS = 10_000_000;

  /** Below this, the ticks of two readings say nothing against the threads. */
  private static final long ROUNDING_NANOS = 3 * TICK_NANOS;

  private final ProcessHandle root;
  private final Set<Long> without;

  /**
   * @param without ids of processes that do not count
   */
  ProcessTimes(ProcessHandle root, Set<Long> without) {
    this.root = root;
    this.without = Set.copyOf(without);
  }

  /**
   * One reading.
   *
   * @param threads nanoseconds by thread
   * @param ticks nanoseconds of all processes
   */
  record Times(Map<Long, Long> threads, long ticks) {
    /** Nanoseconds between two readings. */
    long since(Times before) {
      long exact = 0;
      for (Map.Entry<Long, Long> thread : threads.entrySet()) {
        exact += Math.max(0, thread.getValue() - before.threads.getOrDefault(thread.getKey(), 0L));
      }
      long coarse = ticks - before.ticks;
      return threads.isEmpty() || coarse - exact > ROUNDING_NANOS ? coarse : exact;
    }
  }

  /**
   * @throws Unavailable if the process has ended, or nothing tells of it
   */
  Times read() throws Unavailable {
    Map<Long, Long> threads = new HashMap<>();
    long ticks = 0;
    boolean told = false;
    for (ProcessHandle process : tree()) {
      if (!without.contains(process.pid())) {
        Long spent = ticks(process);
        ticks += spent == null ? 0 : spent;
        told |= spent != null;
        threads(process.pid(), threads);
      }
    }
    if (!told) {
      throw new Unavailable(
          root.isAlive()
              ? "this system does not tell the CPU time of process " + root.pid()
              : "process " + root.pid() + " has ended");
    }
    return new Times(threads, ticks);
  }

  private List<ProcessHandle> tree() {
    return Stream.concat(Stream.of(root), root.descendants()).toList();
  }

  /** Null if it has ended, or is not to be looked at. */
  private static Long ticks(ProcessHandle process) {
    try {
      String stat = Files.readString(PROC.resolve(process.pid() + "/stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      long ticks = 0;
      for (int field = UTIME; field <= CSTIME; field++) {
        ticks += Long.parseLong(fields[field - STATE]);
      }
      return ticks * TICK_NANOS;
    } catch (IOException e) {
      return process.info().totalCpuDuration().map(Duration::toNanos).orElse(null);
    }
  }

  /** What cannot be read is left out: the ticks then say more. */
  private static void threads(long pid, Map<Long, Long> into) {
    try (DirectoryStream<Path> tasks = Files.newDirectoryStream(PROC.resolve(pid + "/task"))) {
      for (Path task : tasks) {
        String ran = Files.readString(task.resolve("schedstat")).split(" ")[0];
        into.put(Long.parseLong(task.getFileName().toString()), Long.parseLong(ran));
      }
    } catch (IOException | DirectoryIteratorException e) {
      // A thread or process that has just ended, or no such files here.
    }
  }
}
