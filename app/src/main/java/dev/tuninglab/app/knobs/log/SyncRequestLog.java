package dev.tuninglab.app.knobs.log;

import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.core.LoggerContext;

/**
 * Writes each line before the request goes on, one request at a time: a system call under a lock,
 * as every logging library does until it is told otherwise.
 */
final class SyncRequestLog implements RequestLog {
  private static final int CLOSING_SECONDS = 10;

  private final LoggerContext context = new LoggerContext("requests");
  private final Lines lines;

  SyncRequestLog(LogSettings settings, LogEvents events) {
    context.start(LogFile.configuration(settings.file(), true));
    this.lines = new Lines(context);
  }

  @Override
  public void answered(String method, String path, int status, long bytes, long micros) {
    lines.answered(method, path, status, bytes, micros);
  }

  @Override
  public void happened(String what, String name, long value, String otherName, long otherValue) {
    lines.happened(what, name, value, otherName, otherValue);
  }

  @Override
  public void close() {
    context.stop(CLOSING_SECONDS, TimeUnit.SECONDS);
  }
}
