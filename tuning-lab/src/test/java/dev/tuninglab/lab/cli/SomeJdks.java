package dev.tuninglab.lab.cli;

import dev.tuninglab.lab.target.Jdk;
import dev.tuninglab.lab.target.Jdks;
import java.nio.file.Path;
import java.util.List;

/**
 * The JDKs of a machine that is not this one, so that output does not depend on where it is made.
 */
final class SomeJdks {
  static final Jdks ALL = new Jdks(jdk("17.0.15"), List.of(jdk("25.0.1"), jdk("21.0.9")));

  private SomeJdks() {}

  private static Jdk jdk(String version) {
    return new Jdk(Runtime.Version.parse(version), Path.of("/jdks", version));
  }
}
