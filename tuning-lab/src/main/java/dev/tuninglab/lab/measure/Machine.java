package dev.tuninglab.lab.measure;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import dev.tuninglab.lab.experiment.BadInput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Where something was measured: what has to be the same for figures to be compared with others.
 *
 * @param cores processors that the JVM may use
 * @param cpu the processor's model, or "unknown"
 * @param memoryMegabytes physical memory
 * @param os operating system, version of the kernel, and architecture
 * @param jdk version of the JDK that runs the lab and, unless said otherwise, the subjects
 * @param more by name, what could be found out besides; what could not is not in it
 */
public record Machine(
    int cores, String cpu, long memoryMegabytes, String os, String jdk, Map<String, String> more) {
  /** Name of what scales the processor's frequency: {@code performance}. */
  public static final String GOVERNOR = "governor";

  /** Name of whether it is a virtual machine: {@code yes}, {@code no}. */
  public static final String VIRTUAL = "virtual";

  /** Name of what a container's processes may use of the processors: {@code 1.5 cores}. */
  public static final String CPU_LIMIT = "cpuLimit";

  /** Name of what a container's processes may use of the memory: {@code 512 MB}. */
  public static final String MEMORY_LIMIT = "memoryLimit";

  /** Name of the database and its version: {@code PostgreSQL 18.6}. */
  public static final String DATABASE = "database";

  private static final Map<String, String> WORDS =
      Map.of(
          GOVERNOR, "CPU governor",
          VIRTUAL, "virtual machine",
          CPU_LIMIT, "CPU limit",
          MEMORY_LIMIT, "memory limit",
          DATABASE, "database");

  /** Less than this share apart is the same memory: firmware and balloons take some. */
  private static final double SAME_MEMORY = 0.05;

  public Machine {
    more = more == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(more));
  }

  /**
   * Of a file's members: those beyond the first five are {@link #more}, which may be none.
   *
   * @throws BadInput naming a member that is missing or no number
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static Machine of(Map<String, String> members) {
    Map<String, String> rest = new TreeMap<>(members);
    rest.values().removeIf(Objects::isNull);
    int cores = (int) number("cores", rest);
    String cpu = text("cpu", rest);
    long memory = number("memoryMegabytes", rest);
    return new Machine(cores, cpu, memory, text("os", rest), text("jdk", rest), rest);
  }

  private static String text(String key, Map<String, String> members) {
    String text = members.remove(key);
    if (text == null) {
      throw new BadInput(key + " is missing");
    }
    return text;
  }

  private static long number(String key, Map<String, String> members) {
    String text = text(key, members);
    if (!text.matches("\\d{1,9}")) {
      throw new BadInput(key + " must be a whole number of at least 0, but was '" + text + "'");
    }
    return Long.parseLong(text);
  }

  /** In JSON, members like the others. */
  @Override
  @JsonAnyGetter
  public Map<String, String> more() {
    return more;
  }

  public static Machine here() {
    return new LinuxFiles(Path.of("/")).machine();
  }

  /** The same with a database on it, such as {@code PostgreSQL 18.6}. */
  public Machine withDatabase(String nameAndVersion) {
    Map<String, String> with = new TreeMap<>(more);
    with.put(DATABASE, nameAndVersion);
    return new Machine(cores, cpu, memoryMegabytes, os, jdk, with);
  }

  /**
   * In what this machine is another than that one, a line each: {@code JDK 17.0.15 there, 21.0.2
   * here}. What is known of only one of them is no difference.
   */
  public List<String> differences(Machine there) {
    List<String> lines = new ArrayList<>();
    differs(lines, "cores", String.valueOf(there.cores), String.valueOf(cores));
    differs(lines, "CPU", there.cpu, cpu);
    if (Math.abs(there.memoryMegabytes - memoryMegabytes)
        > SAME_MEMORY * Math.max(there.memoryMegabytes, memoryMegabytes)) {
      differs(lines, "memory", there.memoryMegabytes + " MB", memoryMegabytes + " MB");
    }
    differs(lines, "operating system", there.os, os);
    differs(lines, "JDK", there.jdk, jdk);
    more.forEach(
        (name, value) -> differs(lines, word(name), there.more.getOrDefault(name, value), value));
    return List.copyOf(lines);
  }

  /** How a name of {@link #more} reads in a sentence. */
  public static String word(String name) {
    return WORDS.getOrDefault(name, name);
  }

  private static void differs(List<String> lines, String what, String there, String here) {
    if (!there.equals(here)) {
      lines.add(String.format(Locale.ROOT, "%s %s there, %s here", what, there, here));
    }
  }
}
