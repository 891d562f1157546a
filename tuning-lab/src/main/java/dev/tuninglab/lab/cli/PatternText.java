package dev.tuninglab.lab.cli;

import dev.tuninglab.lab.pattern.Copy;
import dev.tuninglab.lab.pattern.Dependency;
import dev.tuninglab.lab.pattern.Pattern;
import dev.tuninglab.lab.pattern.Snippets;
import dev.tuninglab.lab.report.Words;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What {@code lab pattern} prints, in 80 columns. */
final class PatternText {
  private static final int WIDTH = 80;
  private static final String MARGIN = "  ";

  private PatternText() {}

  /** One pattern of the list. */
  static String entry(Pattern pattern, List<Dependency> dependencies) {
    StringBuilder out = new StringBuilder(pattern.name()).append(": ");
    out.append(pattern.title()).append('\n');
    wrapped(out, pattern.question());
    if (!pattern.variants().isEmpty()) {
      wrapped(out, "variants: " + String.join(", ", pattern.variants()));
    }
    String libraries =
        dependencies.stream()
            .filter(needed -> needed.use().isOfTheService())
            .map(needed -> needed.library().artifact())
            .collect(Collectors.joining(", "));
    wrapped(out, "libraries: " + (libraries.isEmpty() ? "none but those of its tests" : libraries));
    return out.append('\n').toString();
  }

  /** Paths by folder: the folder on a line, the files in it indented below. */
  static String files(Collection<Path> paths) {
    Map<Path, List<Path>> byFolder =
        paths.stream()
            .collect(Collectors.groupingBy(Path::getParent, TreeMap::new, Collectors.toList()));
    StringBuilder out = new StringBuilder();
    byFolder.forEach(
        (folder, files) -> {
          out.append(folder).append('\n');
          wrapped(
              out,
              files.stream()
                  .map(file -> file.getFileName().toString())
                  .sorted()
                  .collect(Collectors.joining(" ")));
        });
    return out.toString();
  }

  /**
   * The whole answer to a copy: files, dependencies, the next step.
   *
   * @param written paths below the project's folder
   * @param asTyped the folder, as the user named it
   */
  static String copied(Copy copy, List<Path> written, Path folder, String asTyped, boolean dryRun) {
    StringBuilder out = new StringBuilder();
    out.append(dryRun ? "would copy " : "copied ").append(copy.pattern().name());
    if (copy.variants().size() < copy.pattern().variants().size()) {
      out.append(" (").append(String.join(", ", copy.variants())).append(")");
    }
    out.append(" to ").append(folder).append("\n\n");
    if (written.isEmpty()) {
      out.append("nothing is new: all its files are there already, with the same content\n");
    } else {
      out.append(files(written));
      int same = copy.files().size() - written.size();
      if (same > 0) {
        out.append(same).append(same == 1 ? " file is" : " files are");
        out.append(" there already, with the same content\n");
      }
    }
    if (!copy.leftBehind().isEmpty()) {
      out.append("left behind, since only other variants need it:\n");
      wrapped(
          out,
          copy.leftBehind().stream()
              .map(file -> file.getFileName().toString())
              .collect(Collectors.joining(" ")));
    }
    build(out, copy.dependencies());
    out.append(
        "\nNext: add the dependencies, then run the copied tests: mvn test or gradle test\n");
    String readme =
        copy.files().keySet().stream()
            .filter(file -> file.endsWith("README.md"))
            .map(Path.of(asTyped)::resolve)
            .map(Path::toString)
            .findFirst()
            .orElseThrow();
    out.append("Read: ").append(readme).append('\n');
    return out.toString();
  }

  private static void build(StringBuilder out, List<Dependency> dependencies) {
    out.append("\npom.xml, in <dependencies> (Java 17, maven-surefire-plugin 3 or newer):\n\n");
    indented(out, Snippets.maven(dependencies));
    List<String> processors = Snippets.mavenProcessors(dependencies);
    if (!processors.isEmpty()) {
      out.append("\npom.xml, in <configuration> of maven-compiler-plugin:\n\n");
      indented(out, processors);
    }
    out.append("\nbuild.gradle.kts, in dependencies (tests: useJUnitPlatform()):\n\n");
    indented(out, Snippets.gradle(dependencies));
  }

  private static void indented(StringBuilder out, List<String> lines) {
    lines.forEach(line -> out.append(MARGIN).append(line).append('\n'));
  }

  private static void wrapped(StringBuilder out, String text) {
    int room = WIDTH - MARGIN.length();
    indented(out, Words.lines(text, room, room));
  }
}
