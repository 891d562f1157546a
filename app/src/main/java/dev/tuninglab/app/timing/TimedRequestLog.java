package dev.tuninglab.app.timing;

import dev.tuninglab.app.knobs.log.RequestLog;

/** Times the lines for which a request waits before its response goes out. */
record TimedRequestLog(RequestLog log) implements RequestLog {
  @Override
  public void answered(String method, String path, int status, long bytes, long micros) {
    log.answered(method, path, status, bytes, micros);
  }

  @Override
  public void happened(String what, String name, long value, String otherName, long otherValue) {
    Phases.current()
        .during(Phase.LOG, () -> log.happened(what, name, value, otherName, otherValue));
  }

  @Override
  public void close() {
    log.close();
  }
}
