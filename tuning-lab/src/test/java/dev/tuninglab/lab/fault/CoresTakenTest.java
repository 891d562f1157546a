package dev.tuninglab.lab.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 90, unit = TimeUnit.SECONDS)
class CoresTakenTest {
  @Test
  void thereAreAsManyAsCoresAndEachUsesTheProcessorUntilItEnds() throws Exception {
    try (CoresTaken taken = new CoresTaken(2, Duration.ofMinutes(5))) {
      taken.prepare();
      List<ProcessHandle> hogs = taken.handles();
      assertThat(hogs).hasSize(2).allMatch(ProcessHandle::isAlive);
      taken.begin();
      for (ProcessHandle hog : hogs) {
        Duration before = used(hog);
        while (used(hog).minus(before).compareTo(Duration.ofMillis(50)) < 0) {
          assertThat(hog.isAlive()).isTrue();
          Thread.onSpinWait();
        }
      }
      taken.end();
      assertThat(hogs).noneMatch(ProcessHandle::isAlive);
      assertThat(taken.note()).isEqualTo("2 processes, one a core");
    }
  }

  @Test
  void whatNobodyEndsEndsAsItCloses() throws Exception {
    CoresTaken taken = new CoresTaken(1, Duration.ofMinutes(5));
    taken.prepare();
    taken.close();
    taken.close();
    for (ProcessHandle hog : taken.handles()) {
      hog.onExit().get();
    }
  }

  @Test
  void oneThatDiedBeforeItBeganIsAFailure() throws Exception {
    try (CoresTaken taken = new CoresTaken(1, Duration.ofMinutes(5))) {
      taken.prepare();
      taken.handles().get(0).destroyForcibly();
      taken.handles().get(0).onExit().get();
      assertThatThrownBy(taken::begin)
          .isInstanceOf(FaultFailed.class)
          .hasMessageStartingWith("a process that was to use a core has ended: ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"go", "ready"})
  void aKilledLabLeavesNoneBehind(String state) throws Exception {
    Process lab =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                HoldHogs.class.getName(),
                state)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out = lab.inputReader()) {
      ProcessHandle hog = ProcessHandle.of(Long.parseLong(out.readLine())).orElseThrow();
      lab.destroyForcibly().waitFor();
      hog.onExit().get();
      assertThat(hog.isAlive()).isFalse();
    } finally {
      lab.destroyForcibly();
    }
  }

  private static Duration used(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }
}
