package dev.tuninglab.lab.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The target file of a {@link StubSubject} with one knob, {@code mode}, that does nothing. */
final class StubTarget {
  private StubTarget() {}

  static Path in(Path folder) throws IOException {
    return Files.writeString(
        folder.resolve("stub.yaml"),
        """
        name: stub
        start:
          command: ["${java}", "-Xmx64m", "-cp", "%s", "dev.tuninglab.lab.cli.StubSubject",
                    "--port=${port}"]
          set: ["${knob}=${value}"]
        ready: { path: /up, within: 30s }
        tuning: /tuning
        knobs:
          mode: { values: [fine, other], default: fine, workload: work }
        workloads:
          work: { rate: 50/s, requests: [{ name: work, path: "/work" }] }
        """
            .formatted(Path.of("target", "test-classes").toAbsolutePath()));
  }
}
