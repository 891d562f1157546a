package dev.tuninglab.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.tuninglab.app.knobs.Knobs;
import dev.tuninglab.app.tuning.Knob;
import dev.tuninglab.app.tuning.Values;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KnobReadmeTest {
  private static final List<String> HEADINGS =
      List.of(
          "## The question",
          "## The trap",
          "## Variants and defaults",
          "## Turn it when, leave it when",
          "## Run it",
          "## Measured here",
          "## Copy these files");

  static Stream<Knob<?>> knobs() {
    return Knobs.ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("knobs")
  void aKnobsPageHasTheFixedHeadingsAndEveryVariant(Knob<?> knob) throws IOException {
    Path folder = folder(knob);
    String page = Files.readString(folder.resolve("README.md"));

    assertThat(page.lines().filter(line -> line.startsWith("## "))).isEqualTo(HEADINGS);
    assertThat(page).startsWith("# " + folder.getFileName());
    assertThat(page).contains("`" + knob.name() + "`");
    if (knob.values() instanceof Values.Choice<?> choice) {
      choice.ids().forEach(id -> assertThat(page).contains("| `" + id + "` |"));
    }
  }

  @Test
  void thePageOfTheJvmsKnobsHasTheFixedHeadingsAndEveryValue() throws IOException {
    String page = Files.readString(Path.of("../docs/knobs-jvm.md"));

    assertThat(page.lines().filter(line -> line.startsWith("## "))).isEqualTo(HEADINGS);
    JsonNode knobs = new YAMLMapper().readTree(Path.of("shop.yaml").toFile()).get("knobs");
    for (String knob : List.of("gc", "heap", "jdk")) {
      assertThat(page).contains("| `" + knob + "` |");
      assertThat(knobs.get(knob).get("readme").asText()).isEqualTo("../docs/knobs-jvm.md");
      for (JsonNode value : knobs.get(knob).path("values")) {
        assertThat(page).contains("| `" + value.asText() + "` |");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("knobs")
  void everyFileOfAKnobIsNamedOnItsPage(Knob<?> knob) throws IOException {
    Path folder = folder(knob);
    String page = Files.readString(folder.resolve("README.md"));
    try (Stream<Path> files = Files.list(folder)) {
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".java"))
          .forEach(name -> assertThat(page).contains(name));
    }
  }

  private static Path folder(Knob<?> knob) {
    String name = knob.name().replaceFirst("\\..*", "");
    return Path.of("src/main/java/dev/tuninglab/app/knobs", name);
  }
}
