package dev.tuninglab.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuninglab.lab.experiment.ExitCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class OwnerTest {
  @TempDir Path folder;

  @Test
  void aLabEndsWithItsOwnerAndLeavesNothingBehind() throws Exception {
    Process owner = new ProcessBuilder("sleep", "600").start();
    Process lab = compare(owner.pid());
    try {
      String last = "";
      try (BufferedReader said = lab.errorReader()) {
        while (last != null && !last.contains("warming up")) {
          last = said.readLine();
        }
        assertThat(last).as("said before it warmed up").isNotNull();
        List<ProcessHandle> started = lab.descendants().toList();
        assertThat(started).isNotEmpty();

        owner.destroyForcibly();

        while (said.readLine() != null) {
          Thread.onSpinWait(); // until it has nothing more to say
        }
        assertThat(lab.waitFor()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(started.stream().filter(ProcessHandle::isAlive)).isEmpty();
      }
    } finally {
      owner.destroyForcibly();
      lab.descendants().forEach(ProcessHandle::destroyForcibly);
      lab.destroyForcibly();
    }
  }

  @Test
  void aLabWhoseOwnerIsGoneDoesNotBegin() throws Exception {
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    Process lab = compare(gone.pid());
    assertThat(lab.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(lab.exitValue()).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(folder.resolve("out")).doesNotExist();
  }

  private Process compare(long owner) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-D" + Owner.PROPERTY + "=" + owner,
            "-Dlab.log=" + folder.resolve("lab.log"),
            "-Dlogback.configurationFile=lab-logback.xml",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "compare",
            "mode=fine,other",
            "--file",
            StubTarget.in(folder).toString(),
            "--budget",
            "60s",
            "--out",
            folder.resolve("out").toString())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
