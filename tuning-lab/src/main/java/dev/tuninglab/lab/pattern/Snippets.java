package dev.tuninglab.lab.pattern;

import dev.tuninglab.lab.pattern.Dependency.Use;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Dependencies as build files take them. */
public final class Snippets {
  private static final String JUPITER = "org.junit.jupiter:junit-jupiter";

  private static final int LONGEST_LINE = 76;

  private Snippets() {}

  /** Elements for {@code <dependencies>} of a pom.xml. */
  public static List<String> maven(List<Dependency> dependencies) {
    List<String> lines = new ArrayList<>();
    for (Dependency dependency : dependencies) {
      lines.add("<dependency>");
      lines.add("  <groupId>" + dependency.library().group() + "</groupId>");
      lines.add("  <artifactId>" + dependency.library().artifact() + "</artifactId>");
      lines.add("  <version>" + dependency.library().version() + "</version>");
      scope(dependency.use()).ifPresent(scope -> lines.add("  <scope>" + scope + "</scope>"));
      dependency
          .without()
          .ifPresent(
              group ->
                  lines.addAll(
                      List.of(
                          "  <exclusions>",
                          "    <exclusion>",
                          "      <groupId>" + group + "</groupId>",
                          "      <artifactId>*</artifactId>",
                          "    </exclusion>",
                          "  </exclusions>")));
      lines.add("</dependency>");
    }
    return lines;
  }

  private static Optional<String> scope(Use use) {
    return switch (use) {
      case COMPILE -> Optional.empty();
      case RUNTIME -> Optional.of("runtime");
      case TEST, TEST_RUNTIME -> Optional.of("test");
    };
  }

  /**
   * Elements for the configuration of maven-compiler-plugin; none where no annotation needs a
   * processor. Newer JDKs run only those that are named.
   */
  public static List<String> mavenProcessors(List<Dependency> dependencies) {
    List<String> lines = new ArrayList<>();
    for (Dependency dependency : dependencies) {
      if (dependency.processes()) {
        lines.add("  <path>");
        lines.add("    <groupId>" + dependency.library().group() + "</groupId>");
        lines.add("    <artifactId>" + dependency.library().artifact() + "</artifactId>");
        lines.add("    <version>" + dependency.library().version() + "</version>");
        lines.add("  </path>");
      }
    }
    if (!lines.isEmpty()) {
      lines.add(0, "<annotationProcessorPaths>");
      lines.add("</annotationProcessorPaths>");
    }
    return lines;
  }

  /** Lines for {@code dependencies} of a build.gradle.kts. */
  public static List<String> gradle(List<Dependency> dependencies) {
    List<String> lines = new ArrayList<>();
    for (Dependency dependency : dependencies) {
      String library = dependency.library().key() + ":" + dependency.library().version();
      lines.addAll(call(configuration(dependency.use()), library));
      dependency
          .without()
          .ifPresent(
              group -> {
                lines.add(lines.remove(lines.size() - 1) + " {");
                lines.add("  exclude(group = \"" + group + "\")");
                lines.add("}");
              });
      if (dependency.processes()) {
        boolean service = dependency.use().isOfTheService();
        lines.addAll(call(service ? "annotationProcessor" : "testAnnotationProcessor", library));
      }
      if (dependency.library().key().equals(JUPITER)) {
        lines.addAll(call("testRuntimeOnly", "org.junit.platform:junit-platform-launcher"));
      }
    }
    return lines;
  }

  private static List<String> call(String configuration, String library) {
    String oneLine = configuration + "(\"" + library + "\")";
    return oneLine.length() <= LONGEST_LINE
        ? List.of(oneLine)
        : List.of(configuration + "(", "  \"" + library + "\")");
  }

  private static String configuration(Use use) {
    return switch (use) {
      case COMPILE -> "implementation";
      case RUNTIME -> "runtimeOnly";
      case TEST -> "testImplementation";
      case TEST_RUNTIME -> "testRuntimeOnly";
    };
  }
}
