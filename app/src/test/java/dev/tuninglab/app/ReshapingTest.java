package dev.tuninglab.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.tuninglab.app.knobs.Knobs;
import dev.tuninglab.app.knobs.page.CursorKey;
import dev.tuninglab.app.tuning.InvalidSetting;
import dev.tuninglab.app.tuning.Knob;
import dev.tuninglab.app.tuning.Tuning;
import dev.tuninglab.app.tuning.Values;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The target file says which knobs change the database, and only those do. */
@ExtendWith(TestDatabase.Provider.class)
class ReshapingTest {
  @TempDir private static Path folder;

  static Stream<Knob<?>> knobs() {
    return Knobs.ALL.stream().filter(knob -> knob.values() instanceof Values.Choice<?>);
  }

  @ParameterizedTest
  @MethodSource("knobs")
  void aKnobAsksForADatabaseOfItsOwnWhenAVariantChangesIt(Knob<?> knob, TestDatabase database)
      throws Exception {
    JsonNode declared =
        new YAMLMapper().readTree(Path.of("shop.yaml").toFile()).get("knobs").get(knob.name());

    boolean changes =
        ((Values.Choice<?>) knob.values())
            .ids().stream().anyMatch(value -> isRefused(knob.name(), value, database));

    assertThat(declared.path("database").asText("shared")).isEqualTo(changes ? "own" : "shared");
  }

  private static boolean isRefused(String knob, String value, TestDatabase database) {
    try {
      Tuning tuning = Tuning.of(Knobs.ALL, Map.of(knob, value));
      new Wiring(ReadOnly.of(database), CursorKey.random(), folder.resolve("requests.log"))
          .shop(tuning, asked -> asked)
          .close();
      return false;
    } catch (StartFailure | InvalidSetting e) {
      return e.getMessage().contains("needs a database of its own that may be changed");
    }
  }
}
