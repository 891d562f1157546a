package dev.tuninglab.lab.pattern;

import java.nio.file.Path;

/** What a project ships, and what only its tests see. */
enum Side {
  MAIN("src/main/java", "src/main/resources"),
  TEST("src/test/java", "src/test/resources");

  private final String sources;
  private final String resources;

  Side(String sources, String resources) {
    this.sources = sources;
    this.resources = resources;
  }

  /** Where Maven and Gradle look for its sources. */
  String sources() {
    return sources;
  }

  /** Where Maven and Gradle look for its resources. */
  String resources() {
    return resources;
  }

  /** Where the file would be that the service has, of one that tests have. */
  static Path inMain(Path file) {
    return Path.of(
        file.toString()
            .replaceFirst("^" + TEST.sources, MAIN.sources)
            .replaceFirst("^" + TEST.resources, MAIN.resources));
  }
}
