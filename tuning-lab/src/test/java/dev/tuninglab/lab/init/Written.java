package dev.tuninglab.lab.init;

import dev.tuninglab.gatling.workload.RequestSpec;
import dev.tuninglab.gatling.workload.Workload;
import dev.tuninglab.lab.target.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/** Written target files, read by the lab. */
final class Written {
  private Written() {}

  static Target target(String yaml) {
    try {
      Path file = Files.createTempFile("lab", ".yaml");
      try {
        return Target.read(Files.writeString(file, yaml));
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Workload reads(String yaml) {
    return target(yaml).workload("read", Map.of());
  }

  /** With its commented-out writes made active. */
  static Workload writes(String yaml) {
    int start = yaml.indexOf("#  write:");
    int end = yaml.indexOf("\n\n", start);
    String block = yaml.substring(start, end < 0 ? yaml.length() : end);
    String active = yaml.replace(block, block.replaceAll("(?m)^#", ""));
    return target(active).workload("write", Map.of());
  }

  /** {@code GET /orders/${order}}, and their weights. */
  static Map<String, Integer> weights(Workload workload) {
    return workload.requests().stream()
        .collect(
            Collectors.toMap(
                request -> request.method() + " " + request.path(), RequestSpec::weight));
  }
}
