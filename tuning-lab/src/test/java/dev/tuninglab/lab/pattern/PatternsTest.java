package dev.tuninglab.lab.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuninglab.lab.experiment.BadInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes along and what stays, on a small target of its own. */
class PatternsTest {
  private static final String ENUM =
      """
      package org.ours.knobs.mode;

      import org.ours.settings.Knob;
      import org.ours.settings.Variant;

      public enum Mode implements Variant {
        /** The old way. */
        SLOW("slow", SlowWork::new),
        /** The new way, by a library. */
        FAST("fast", FastWork::new);

        public static final Knob KNOB = new Knob("mode", FAST.id);

        final String id;

        Mode(String id, java.util.function.Supplier<Work> maker) {
          this.id = id;
        }
      }
      """;

  @TempDir Path folder;

  @BeforeEach
  void aTargetWithOnePattern() throws IOException {
    source(
        "main", "org.ours.settings", "Knob", "public record Knob(String name, String preset) {}");
    source("main", "org.ours.settings", "Variant", "public interface Variant {}");
    source("main", "org.ours.settings", "Unused", "public interface Unused {}");
    write("src/main/java/org/ours/knobs/mode/Mode.java", ENUM);
    write(
        "src/main/java/org/ours/knobs/mode/README.md",
        "# mode: how work is done\n\nIn org.ours.knobs.mode.\n");
    source("main", "org.ours.knobs.mode", "Work", "public interface Work {}");
    source(
        "main",
        "org.ours.knobs.mode",
        "SlowWork",
        "class SlowWork implements Work { String sql = \"slow.sql\"; }");
    source(
        "main",
        "org.ours.knobs.mode",
        "FastWork",
        "class FastWork implements Work { their.Engine engine; String sql = \"fast.sql\"; }");
    write("src/main/resources/org/ours/knobs/mode/slow.sql", "select 1;\n");
    write("src/main/resources/org/ours/knobs/mode/fast.sql", "select 2;\n");
    source(
        "test",
        "org.ours.knobs.mode",
        "ModeTest",
        "class ModeTest { Mode mode; org.ours.Fixture fixture; }");
    source("test", "org.ours.knobs.mode", "FastWorkTest", "class FastWorkTest { FastWork fast; }");
    source(
        "test",
        "org.ours",
        "Fixture",
        "public class Fixture { String data = \"/data.sql\"; String all = \"classpath:some/folder\"; }");
    write("src/test/resources/data.sql", "select 3;\n");
    write("src/test/resources/some/folder/one.txt", "one\n");
    write("LICENSE", "take it\n");
    jar("their-engine.jar", "their/Engine");
    write(
        "libraries.tree",
        "ours:mine:jar:1\n+- org.their:bundle:jar:2.0:compile\n|  \\- org.their:engine:jar:2.1:compile\n\\- org.their:driver:jar:3:runtime\n");
    write(
        "libraries.list",
        "   org.their:engine:jar:2.1:compile:"
            + folder.resolve("their-engine.jar")
            + " -- module x\n");
  }

  @Test
  void aTypeGoesAlongWhenACopiedOneNamesIt() {
    assertThat(paths(copy()))
        .contains(
            "src/main/java/com/acme/mode/SlowWork.java",
            "src/main/java/com/acme/settings/Knob.java",
            "src/test/java/com/acme/testing/Fixture.java")
        .doesNotContain("src/main/java/com/acme/settings/Unused.java");
  }

  @Test
  void aResourceNamedFromTheRootGoesIntoTheFolderOfWhoNamesIt() {
    Copy copy = copy();

    assertThat(paths(copy))
        .contains(
            "src/test/resources/com/acme/testing/data.sql",
            "src/test/resources/com/acme/testing/folder/one.txt");
    assertThat(text(copy, "src/test/java/com/acme/testing/Fixture.java"))
        .contains("\"/com/acme/testing/data.sql\"", "\"classpath:com/acme/testing/folder\"");
  }

  @Test
  void whatOnlyOtherVariantsNeedStaysBehindWithItsTestsAndItsSql() {
    Copy copy = copy("slow");

    assertThat(paths(copy))
        .contains(
            "src/main/java/com/acme/mode/SlowWork.java",
            "src/main/resources/com/acme/mode/slow.sql",
            "src/test/java/com/acme/mode/ModeTest.java")
        .noneMatch(path -> path.toLowerCase(java.util.Locale.ROOT).contains("fast"));
    assertThat(copy.leftBehind())
        .extracting(path -> path.getFileName().toString())
        .containsExactlyInAnyOrder("FastWork.java", "FastWorkTest.java");
    assertThat(text(copy, "src/main/java/com/acme/mode/Mode.java"))
        .contains(
            "  /** The old way. */\n  SLOW(\"slow\", SlowWork::new);\n",
            "new Knob(\"mode\", SLOW.id)")
        .doesNotContain("FAST", "The new way");
  }

  @Test
  void aLibraryIsDeclaredAsTheBuildDeclaresItAndOnlyWhereItIsUsed() {
    assertThat(copy("fast").dependencies())
        .extracting(one -> one.library().key() + ":" + one.library().version() + " " + one.use())
        .containsExactly("org.their:bundle:2.0 COMPILE", "org.their:driver:3 RUNTIME");
    assertThat(copy("slow").dependencies()).isEmpty();
  }

  @Test
  void everyCopiedTextIsUnderTheNewNames() {
    copy()
        .files()
        .forEach(
            (path, content) ->
                assertThat(new String(content, StandardCharsets.UTF_8))
                    .as("%s", path)
                    .doesNotContain("org.ours"));
  }

  @Test
  void aTypeOutsideOfWhatMayBeCopiedIsNamed() {
    source("main", "org.ours.web", "Server", "public class Server {}");
    source(
        "main",
        "org.ours.knobs.mode",
        "Work",
        "public interface Work { org.ours.web.Server server(); }");

    assertThatThrownBy(this::copy)
        .isInstanceOf(BadInput.class)
        .hasMessage(
            "mode cannot be copied: Work.java uses org.ours.web.Server, whose package is neither a"
                + " pattern nor in patterns.shared");
  }

  @Test
  void aTestThatNamesAVariantCannotDoWithoutIt() {
    source(
        "test", "org.ours.knobs.mode", "ModeTest", "class ModeTest { Object fast = Mode.FAST; }");

    assertThatThrownBy(() -> copy("slow"))
        .isInstanceOf(BadInput.class)
        .hasMessage(
            "mode cannot be copied with only slow: ModeTest.java names Mode.FAST, which stays"
                + " behind; leave --variants out");
    assertThat(paths(copy("fast"))).contains("src/test/java/com/acme/mode/ModeTest.java");
  }

  @Test
  void aSwitchAndAnAnnotationNameAVariantToo() {
    source(
        "test",
        "org.ours.knobs.mode",
        "ModeTest",
        "class ModeTest { int i(Mode mode) { return switch (mode) { case FAST -> 1; default -> 2; }; } }");
    assertThatThrownBy(() -> copy("slow")).hasMessageContaining("ModeTest.java names Mode.FAST");

    source(
        "test",
        "org.ours.knobs.mode",
        "ModeTest",
        "class ModeTest { @Csv(\"FAST, 1\") void test(Mode mode) {} @interface Csv { String value(); } }");
    assertThatThrownBy(() -> copy("slow")).hasMessageContaining("ModeTest.java names Mode.FAST");
  }

  @Test
  void aTestThatNeedsWhatStaysBehindMayNotBeTheOnlyOne() {
    source("test", "org.ours.knobs.mode", "ModeTest", "class ModeTest { FastWork work; }");

    assertThatThrownBy(() -> copy("slow"))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("none of its tests does without FastWork.java");
  }

  private Copy copy(String... variants) {
    PatternPlaces places =
        new PatternPlaces(
            "Ours",
            "Some Licence",
            "LICENSE",
            List.of("src/main/java"),
            List.of("src/main/resources"),
            List.of("src/test/java"),
            List.of("src/test/resources"),
            Map.of("org.ours.settings..", "settings", "org.ours", "testing"),
            List.of("libraries"),
            Map.of("their", List.of("org.their:driver")),
            null,
            null);
    Patterns patterns = Patterns.read(places, folder, name -> true);
    return patterns.copy(patterns.named("mode"), List.of(variants), "com.acme");
  }

  private static List<String> paths(Copy copy) {
    return copy.files().keySet().stream().map(Path::toString).toList();
  }

  private static String text(Copy copy, String path) {
    return new String(copy.files().get(Path.of(path)), StandardCharsets.UTF_8);
  }

  private void source(String side, String packageName, String name, String code) {
    write(
        "src/" + side + "/java/" + packageName.replace('.', '/') + "/" + name + ".java",
        "package " + packageName + ";\n\n" + code + "\n");
  }

  private void write(String path, String text) {
    try {
      Path file = folder.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void jar(String name, String type) throws IOException {
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(folder.resolve(name)))) {
      jar.putNextEntry(new JarEntry(type + ".class"));
    }
  }
}
