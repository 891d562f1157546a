package dev.tuninglab.lab.measure;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What Linux tells of the machine in files; elsewhere, and where a file cannot be read, nothing.
 *
 * <p>Source: the kernel's documentation, <i>Control Group v2</i> ({@code cpu.max}, {@code
 * memory.max}) and, of version 1, {@code cpu.cfs_quota_us} and {@code memory.limit_in_bytes};
 * <i>CPU Performance Scaling</i>.
 *
 * @param root of the file system
 */
record LinuxFiles(Path root) {
  private static final String NO_LIMIT = "none";

  /** Version 1 says "no limit" by a number of about this size, rounded to pages. */
  private static final BigDecimal UNLIMITED_BYTES = BigDecimal.valueOf(1L << 62);

  Machine machine() {
    Map<String, String> more = new TreeMap<>();
    first("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor")
        .ifPresent(governor -> more.put(Machine.GOVERNOR, governor));
    cpuInfo("flags")
        .map(flags -> List.of(flags.split(" ")).contains("hypervisor") ? "yes" : "no")
        .ifPresent(virtual -> more.put(Machine.VIRTUAL, virtual));
    cpuLimit().ifPresent(limit -> more.put(Machine.CPU_LIMIT, limit));
    memoryLimit().ifPresent(limit -> more.put(Machine.MEMORY_LIMIT, limit));
    return new Machine(
        Runtime.getRuntime().availableProcessors(),
        cpuInfo("model name").orElse("unknown"),
        physicalMemory(),
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + " "
            + System.getProperty("os.arch"),
        System.getProperty("java.version"),
        more);
  }

  private Optional<String> cpuLimit() {
    Optional<String> v2 = cgroup("", "cpu.max");
    String[] words =
        v2.map(line -> line.split(" "))
            .orElseGet(
                () ->
                    new String[] {
                      cgroup("cpu", "cpu.cfs_quota_us").orElse(""),
                      cgroup("cpu", "cpu.cfs_period_us").orElse("")
                    });
    if (words[0].equals("max") || words[0].equals("-1")) {
      return Optional.of(NO_LIMIT);
    }
    if (words.length < 2 || !number(words[0]) || !number(words[1]) || words[1].matches("0+")) {
      return Optional.empty();
    }
    BigDecimal cores =
        new BigDecimal(words[0]).divide(new BigDecimal(words[1]), 2, RoundingMode.HALF_UP);
    return Optional.of(cores.stripTrailingZeros().toPlainString() + " cores");
  }

  private Optional<String> memoryLimit() {
    String bytes =
        cgroup("", "memory.max").or(() -> cgroup("memory", "memory.limit_in_bytes")).orElse("");
    if (bytes.equals("max")) {
      return Optional.of(NO_LIMIT);
    }
    if (!number(bytes)) {
      return Optional.empty();
    }
    BigDecimal limit = new BigDecimal(bytes);
    return Optional.of(
        limit.compareTo(UNLIMITED_BYTES) >= 0
            ? NO_LIMIT
            : limit.divideToIntegralValue(BigDecimal.valueOf(1 << 20)).toPlainString() + " MB");
  }

  /**
   * Of this process's own group if it can be seen, else of the root that it sees: in a container,
   * that is its own.
   *
   * @param controller of version 1, which has a folder; empty for version 2
   */
  private Optional<String> cgroup(String controller, String file) {
    String base = "sys/fs/cgroup/" + (controller.isEmpty() ? "" : controller + "/");
    return lines("proc/self/cgroup").stream()
        .map(line -> line.split(":", 3))
        .filter(parts -> parts.length == 3)
        .filter(parts -> List.of(parts[1].split(",")).contains(controller))
        .map(parts -> first(base + parts[2].replaceAll("^/+", "") + "/" + file))
        .flatMap(Optional::stream)
        .findFirst()
        .or(() -> first(base + file));
  }

  private Optional<String> cpuInfo(String key) {
    return lines("proc/cpuinfo").stream()
        .filter(line -> line.startsWith(key) && line.contains(":"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst();
  }

  private static boolean number(String text) {
    return text.matches("\\d{1,20}");
  }

  private Optional<String> first(String file) {
    return lines(file).stream().findFirst().map(String::strip).filter(line -> !line.isEmpty());
  }

  private List<String> lines(String file) {
    try {
      return Files.readAllLines(root.resolve(file));
    } catch (IOException | SecurityException e) {
      return List.of();
    }
  }

  private static long physicalMemory() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getTotalMemorySize() >> 20
        : 0;
  }
}
