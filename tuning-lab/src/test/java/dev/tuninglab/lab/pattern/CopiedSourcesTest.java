package dev.tuninglab.lab.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every pattern, with all its variants and with each of them alone. */
class CopiedSourcesTest {
  private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

  private static StandardJavaFileManager files;
  @TempDir Path folder;

  @BeforeAll
  static void open() {
    files = COMPILER.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8);
  }

  @AfterAll
  static void close() throws IOException {
    files.close();
  }

  static List<Pattern> patterns() {
    return Copies.patterns().all();
  }

  /** In one go, each copy in a package of its own: none can lean on another, nor on our classes. */
  @ParameterizedTest
  @MethodSource("patterns")
  void aCopyCompilesWithAnyOneOfItsVariantsAndWithAll(Pattern pattern) throws Exception {
    for (List<String> variants : Copies.selections(pattern)) {
      Copy copy = Copies.patterns().copy(pattern, variants, Copies.packageOf(pattern, variants));
      Project.at(folder).write(copy);
    }

    assertThat(errors(javaFiles(folder))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("patterns")
  void aCopyTakesItsPageTheLicenceAndItsTestsAlong(Pattern pattern) {
    Copy copy = Copies.patterns().copy(pattern, List.of(), "com.acme");

    List<String> names =
        copy.files().keySet().stream().map(Path::toString).collect(Collectors.toList());
    assertThat(names)
        .anyMatch(name -> name.endsWith(pattern.name() + "/README.md"))
        .anyMatch(name -> name.endsWith(pattern.name() + "/LICENSE"))
        .anyMatch(name -> name.matches("src/test/java/.*" + pattern.name() + "/.*Test\\.java"));
  }

  @ParameterizedTest
  @MethodSource("patterns")
  void noCopiedFileNamesAPackageOfOurs(Pattern pattern) {
    for (List<String> variants : Copies.selections(pattern)) {
      Copies.patterns()
          .copy(pattern, variants, "com.acme")
          .files()
          .forEach(
              (file, content) ->
                  assertThat(new String(content, StandardCharsets.UTF_8))
                      .as("%s", file)
                      .doesNotContain("dev.tuninglab", "dev/tuninglab"));
    }
  }

  private List<String> errors(List<Path> sources) throws IOException {
    Path classes = Files.createDirectory(folder.resolve("classes"));
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    String classPath =
        Copies.patterns().jars().stream()
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
    COMPILER
        .getTask(
            null,
            files,
            found,
            List.of(
                "--release", "17", "-proc:none", "-classpath", classPath, "-d", classes.toString()),
            null,
            files.getJavaFileObjectsFromPaths(sources))
        .call();
    return found.getDiagnostics().stream()
        .filter(one -> one.getKind() == Diagnostic.Kind.ERROR)
        .map(Object::toString)
        .toList();
  }

  private static List<Path> javaFiles(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }
}
