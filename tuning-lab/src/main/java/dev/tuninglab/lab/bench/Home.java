package dev.tuninglab.lab.bench;

import java.nio.file.Path;

/** Where the lab's own files are. */
public final class Home {
  private Home() {}

  /** The checkout; set by the {@code lab} script, else the working folder. */
  public static Path root() {
    return Path.of(System.getProperty("lab.home", "")).toAbsolutePath().normalize();
  }

  public static Path sampleTarget() {
    return root().resolve("app/shop.yaml");
  }

  /** Data directories and the log: {@code $XDG_CACHE_HOME/tuning-lab}, else below ~/.cache. */
  public static Path cache() {
    String set = System.getenv("XDG_CACHE_HOME");
    Path base =
        set == null || set.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(set);
    return base.resolve("tuning-lab");
  }

  /** As the logging configuration has it. */
  public static String logFile() {
    return System.getProperty("lab.log", "the log");
  }

  /** The launcher of the JDK that runs the lab. */
  public static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  /** For the load generator, which runs from the same jars. */
  public static String classPath() {
    return System.getProperty("java.class.path");
  }
}
