package dev.tuninglab.lab.target;

import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.experiment.Knob;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where the page on a knob is. */
final class KnobPages {
  private KnobPages() {}

  /**
   * @param folder of the target file
   * @throws BadInput if the page that the knob itself names does not exist
   */
  static Optional<Path> of(Knob knob, TargetFile content, Path folder) {
    String own = content.knobs().get(knob.name()).readme();
    if (own != null) {
      Path page = folder.resolve(own).normalize();
      if (!Files.isRegularFile(page)) {
        throw new BadInput("knobs." + knob.name() + ".readme: " + page + " does not exist");
      }
      return Optional.of(page);
    }
    return Optional.ofNullable(content.knobsReadme())
        .map(
            text ->
                Placeholders.fill(
                    "knobs-readme", text, Map.of("knob", knob.name(), "folder", knob.family())))
        .map(text -> folder.resolve(text).normalize())
        .filter(Files::isRegularFile);
  }
}
