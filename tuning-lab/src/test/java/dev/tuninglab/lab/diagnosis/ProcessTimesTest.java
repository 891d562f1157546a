package dev.tuninglab.lab.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProcessTimesTest {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final long WORK = TimeUnit.MILLISECONDS.toNanos(200);
  private static final long TICKS = TimeUnit.MILLISECONDS.toNanos(30);

  private final ProcessTimes times = new ProcessTimes(ProcessHandle.current(), Set.of());

  @Test
  void whatThisProcessWorksIsSeen() throws Exception {
    ProcessTimes.Times before = times.read();
    work();
    assertThat(times.read().since(before)).isGreaterThanOrEqualTo(WORK - TICKS);
  }

  @Test
  void aThreadThatHasEndedIsSeenAsWell() throws Exception {
    ProcessTimes.Times before = times.read();
    Thread thread = new Thread(ProcessTimesTest::work);
    thread.start();
    thread.join();
    assertThat(times.read().since(before)).isGreaterThanOrEqualTo(WORK - TICKS);
  }

  @Test
  void aProcessThatHasEndedIsAReason() throws Exception {
    Process process = new ProcessBuilder("sleep", "0").start();
    process.waitFor();
    assertThatThrownBy(() -> new ProcessTimes(process.toHandle(), Set.of()).read())
        .isInstanceOf(Unavailable.class)
        .hasMessage("process " + process.pid() + " has ended");
  }

  @Test
  void threadsAreTakenUnlessTheProcessKnowsOfMore() {
    ProcessTimes.Times before = new ProcessTimes.Times(Map.of(1L, 100L, 2L, 50L), 0);
    ProcessTimes.Times after = new ProcessTimes.Times(Map.of(1L, 700L, 3L, 11L), 10_000_000);
    assertThat(after.since(before)).as("to the nanosecond").isEqualTo(611);
    ProcessTimes.Times more = new ProcessTimes.Times(Map.of(1L, 700L), 90_000_000);
    assertThat(more.since(before)).as("a thread ended").isEqualTo(90_000_000);
  }

  private static void work() {
    long end = THREADS.getCurrentThreadCpuTime() + WORK;
    while (THREADS.getCurrentThreadCpuTime() < end) {
      Thread.onSpinWait();
    }
  }
}
