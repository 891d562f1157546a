package dev.tuninglab.lab.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where something was measured.
 *
 * @param cores processors that the JVM may use
 * @param cpu the processor's model, or "unknown"
 * @param memoryMegabytes physical memory
 * @param os operating system, version and architecture
 * @param jdk version of the JDK that runs the lab and, unless said otherwise, the subjects
 */
public record Machine(int cores, String cpu, long memoryMegabytes, String os, String jdk) {

  public static Machine here() {
    return new Machine(
        Runtime.getRuntime().availableProcessors(),
        cpuModel(),
        physicalMemory(),
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + " "
            + System.getProperty("os.arch"),
        System.getProperty("java.version"));
  }

  private static String cpuModel() {
    try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    } catch (IOException e) {
      return "unknown";
    }
  }

  private static long physicalMemory() {
    return java.lang.management.ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getTotalMemorySize() >> 20
        : 0;
  }
}
