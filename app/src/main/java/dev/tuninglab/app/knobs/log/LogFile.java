package dev.tuninglab.app.knobs.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.builder.api.ConfigurationBuilder;
import org.apache.logging.log4j.core.config.builder.api.ConfigurationBuilderFactory;
import org.apache.logging.log4j.core.config.builder.impl.BuiltConfiguration;

/**
 * The file, as Log4j is told of it. Both ways of writing use the same kind of appender, which Log4j
 * shares by the file's name: while one takes over from the other, both write to it in whole lines.
 */
final class LogFile {
  /**
   * With the current one, a file of this size three times is what a log takes of a disk at most.
   */
  private static final String LARGEST = "32MB";

  private static final int KEPT = 2;

  /** The text of a line is escaped as in JSON: no line break, and no terminal's control codes. */
  private static final String LINE = "%d{ISO8601} %c %enc{%m}{JSON}%n";

  private LogFile() {}

  /**
   * @param flushEach whether each line is written at once, or when no other line waits
   * @throws UncheckedIOException when the file cannot be written
   */
  static Configuration configuration(Path file, boolean flushEach) {
    requireWritable(file);
    ConfigurationBuilder<BuiltConfiguration> builder =
        ConfigurationBuilderFactory.newConfigurationBuilder();
    builder.setConfigurationName("requests").setStatusLevel(Level.WARN);
    // Whoever opened the log closes it, after the last request has been answered.
    builder.setShutdownHook("disable");
    builder.add(
        builder
            .newAppender("file", "RollingFile")
            .addAttribute("fileName", file)
            .addAttribute("filePattern", file + ".%i")
            .addAttribute("immediateFlush", flushEach)
            .add(builder.newLayout("PatternLayout").addAttribute("pattern", LINE))
            .addComponent(
                builder.newComponent("SizeBasedTriggeringPolicy").addAttribute("size", LARGEST))
            .addComponent(
                builder.newComponent("DefaultRolloverStrategy").addAttribute("max", KEPT)));
    builder.add(
        builder
            .newRootLogger(Level.INFO)
            .addAttribute("includeLocation", false)
            .add(builder.newAppenderRef("file")));
    return builder.build(false);
  }

  /** Log4j itself would say so on stderr, and go on without a log. */
  private static void requireWritable(Path file) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND).close();
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be written: " + e, e);
    }
  }
}
