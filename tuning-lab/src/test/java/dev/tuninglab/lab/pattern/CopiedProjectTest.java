package dev.tuninglab.lab.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Patterns in fresh Maven projects that know nothing of this one: they compile there, and pass the
 * tests that were copied with them.
 */
class CopiedProjectTest {
  private static final String EACH = "patterns.each";

  @TempDir Path folder;

  static List<Pattern> patterns() {
    return Copies.patterns().all();
  }

  /** All in one project, since each build and each PostgreSQL takes its time. */
  @Test
  void everyPatternBuildsAndPassesItsTestsInAFreshProject() throws Exception {
    List<Copy> copies = new ArrayList<>();
    for (Pattern pattern : patterns()) {
      copies.add(Copies.patterns().copy(pattern, List.of(), "com.acme.whole"));
    }
    build(copies);
    for (Pattern pattern : patterns()) {
      assertThat(reports())
          .as("tests of %s that ran", pattern.name())
          .anyMatch(report -> report.contains("com.acme.whole." + pattern.name() + "."));
    }
  }

  /** Minutes: {@code mvn verify -Dpatterns.each=true}. */
  @ParameterizedTest
  @MethodSource("patterns")
  @EnabledIfSystemProperty(named = EACH, matches = "true")
  void aPatternBuildsAloneWithItsOwnDependencies(Pattern pattern) throws Exception {
    build(List.of(Copies.patterns().copy(pattern, List.of(), "com.acme.orders")));
  }

  /**
   * In rounds, since patterns of one package share a PostgreSQL: the first variant of each, then
   * the second. Minutes as well.
   */
  @Test
  @EnabledIfSystemProperty(named = EACH, matches = "true")
  void everyPatternPassesItsTestsWithAnyOneOfItsVariants() throws Exception {
    int rounds = patterns().stream().mapToInt(one -> one.variants().size()).max().orElseThrow();
    List<Copy> copies = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      for (Pattern pattern : patterns()) {
        if (round < pattern.variants().size()) {
          List<String> variant = List.of(pattern.variants().get(round));
          copies.add(Copies.patterns().copy(pattern, variant, "com.acme.round" + round));
        }
      }
    }
    build(copies);
  }

  private void build(List<Copy> copies) throws IOException, InterruptedException, CopyFailed {
    for (Copy copy : copies) {
      Project.at(folder).write(copy);
    }
    Files.writeString(folder.resolve("pom.xml"), pom(dependencies(copies)));
    List<String> command =
        new ArrayList<>(
            List.of(maven(), "-B", "-ntp", "-q", "-Dmaven.repo.local=" + repository(), "test"));
    if (System.getProperty("lab.test.network", "").equals("offline=true")) {
      command.add(1, "-o");
    }
    Path log = folder.resolve("build.log");
    Process build =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      assertThat(build.waitFor()).as("%s", Files.readString(log)).isZero();
    } finally {
      build.descendants().forEach(ProcessHandle::destroy);
      build.destroy();
    }
  }

  private static String maven() {
    String home = System.getProperty("lab.test.maven", "");
    return home.isEmpty() ? "mvn" : Path.of(home, "bin", "mvn").toString();
  }

  private static String repository() {
    String set = System.getProperty("lab.test.repository", "");
    return set.isEmpty() ? System.getProperty("user.home") + "/.m2/repository" : set;
  }

  private List<String> reports() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("target/surefire-reports"))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  /** As somebody would add them one by one: a library that is there already gets its wider use. */
  private static List<Dependency> dependencies(List<Copy> copies) {
    Map<String, Dependency> all = new TreeMap<>();
    for (Copy copy : copies) {
      for (Dependency dependency : copy.dependencies()) {
        all.merge(dependency.library().key(), dependency, CopiedProjectTest::wider);
      }
    }
    return List.copyOf(all.values());
  }

  private static Dependency wider(Dependency one, Dependency other) {
    return new Dependency(
        one.library(),
        one.use().and(other.use()),
        one.without(),
        one.processes() || other.processes());
  }

  private static String pom(List<Dependency> dependencies) throws IOException {
    List<String> processors = Snippets.mavenProcessors(dependencies);
    return """
        <project xmlns="http://maven.apache.org/POM/4.0.0">
          <modelVersion>4.0.0</modelVersion>
          <groupId>com.acme</groupId>
          <artifactId>orders</artifactId>
          <version>1</version>
          <properties>
            <maven.compiler.release>17</maven.compiler.release>
            <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
          </properties>
          <dependencies>
        %s
          </dependencies>
          <build>
            <plugins>
        %s
            </plugins>
          </build>
        </project>
        """
        .formatted(
            String.join("\n", Snippets.maven(dependencies)),
            plugin("maven-resources-plugin", List.of())
                + plugin("maven-compiler-plugin", processors)
                + plugin("maven-surefire-plugin", List.of()));
  }

  /** In the version that this build has fetched already. */
  private static String plugin(String name, List<String> configuration) throws IOException {
    Matcher version =
        java.util.regex.Pattern.compile(
                "<artifactId>" + name + "</artifactId>\\s*<version>([^<]+)</version>")
            .matcher(Files.readString(Copies.ROOT.resolve("pom.xml")));
    assertThat(version.find()).as("version of %s", name).isTrue();
    return """
        <plugin>
          <artifactId>%s</artifactId>
          <version>%s</version>
          <configuration>%s</configuration>
        </plugin>
        """
        .formatted(name, version.group(1), String.join("\n", configuration));
  }
}
