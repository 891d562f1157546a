package dev.tuninglab.app.knobs.log;

import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.core.LoggerContext;

/** The form of the lines: {@code name=value}, for people and for programs. */
final class Lines {
  private final Logger access;
  private final Logger business;

  Lines(LoggerContext context) {
    this.access = context.getLogger("access");
    this.business = context.getLogger("business");
  }

  void answered(String method, String path, int status, long bytes, long micros) {
    access.info(
        "method={} path={} status={} bytes={} micros={}", method, path, status, bytes, micros);
  }

  void happened(String what, String name, long value, String otherName, long otherValue) {
    business.info("{} {}={} {}={}", what, name, value, otherName, otherValue);
  }
}
