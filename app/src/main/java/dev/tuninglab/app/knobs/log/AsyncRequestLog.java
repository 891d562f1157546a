package dev.tuninglab.app.knobs.log;

import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.core.async.AsyncLoggerContext;

/**
 * Puts each line into a ring in memory (the LMAX disruptor), from which one thread writes them,
 * many in one system call when many wait. The request goes on at once, unless the ring is full.
 */
final class AsyncRequestLog implements RequestLog {
  private static final int CLOSING_SECONDS = 10;

  private final AsyncLoggerContext context = new AsyncLoggerContext("requests");
  private final Lines lines;
  private final Admission admission;

  AsyncRequestLog(LogSettings settings, LogEvents events) {
    context.start(LogFile.configuration(settings.file(), false));
    this.lines = new Lines(context);
    this.admission = settings.full().admission(context.createRingBufferAdmin(), events);
  }

  @Override
  public void answered(String method, String path, int status, long bytes, long micros) {
    if (admission.isGranted()) {
      lines.answered(method, path, status, bytes, micros);
    }
  }

  @Override
  public void happened(String what, String name, long value, String otherName, long otherValue) {
    if (admission.isGranted()) {
      lines.happened(what, name, value, otherName, otherValue);
    }
  }

  /** Log4j writes what is in the ring first; its own default would be to wait for nothing. */
  @Override
  public void close() {
    context.stop(CLOSING_SECONDS, TimeUnit.SECONDS);
  }
}
