package dev.tuninglab.lab.panel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Says what the lab would say of an experiment, and measures nothing: a comparison ends with a
 * report at once, anything else goes on until it is told to stop.
 */
public final class SaidLab {
  private SaidLab() {}

  static LabCommand command(Path folder) {
    return new LabCommand(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            SaidLab.class.getName()),
        folder,
        List.of(),
        List.of());
  }

  public static void main(String[] args) throws Exception {
    List<String> words = Arrays.asList(args);
    if (words.stream().anyMatch(word -> word.startsWith("pool=wrong"))) {
      System.err.println("lab: pool must be one of none, hikari, but was 'wrong'");
      System.exit(2);
    }
    System.out.println("plan: 5 forks within 60s, the machine's own");
    if (words.contains("--dry-run")) {
      return;
    }
    System.out.println("warming up <img src=x onerror=pwned=1>");
    if (!words.get(0).equals("compare")) {
      new CountDownLatch(1).await();
    }
    System.out.println("report: " + report(Path.of("")));
  }

  /** Leaves a report in a folder of results below another. */
  static Path report(Path below) throws IOException {
    Path folder = Files.createDirectories(below.resolve("results/20261126-120000-pool"));
    return Files.writeString(
        folder.resolve("report.html"),
        "<!doctype html><title>Report</title><h1>What does pool do?</h1>");
  }
}
