package dev.tuninglab.lab.panel;

import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.experiment.Knob;
import dev.tuninglab.lab.pattern.Pattern;
import dev.tuninglab.lab.pattern.Patterns;
import dev.tuninglab.lab.target.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpStatus;

/** What can be taken home: each pattern's page, its code, and the command that copies it. */
final class PatternPages {
  private final Target target;
  private final Set<String> knobs;

  PatternPages(Target target) {
    this.target = target;
    this.knobs = target.knobs().shown().stream().map(Knob::family).collect(Collectors.toSet());
  }

  /**
   * One of the list.
   *
   * @param knob whether it is a knob of the service as well
   */
  record Entry(String name, String title, String question, List<String> variants, boolean knob) {}

  /**
   * One with its code.
   *
   * @param page HTML that holds nothing but what Markdown can say
   */
  record Page(String name, String title, String page, List<Source> files, String copy) {}

  /**
   * A source file.
   *
   * @param path from the folder of the target file
   */
  record Source(String path, String text) {}

  Answer list(Incoming request) {
    return Answer.json(HttpStatus.OK_200, all());
  }

  private List<Entry> all() {
    Patterns known;
    try {
      known = target.patterns();
    } catch (BadInput e) {
      return List.of(); // most services have none
    }
    return known.all().stream()
        .map(
            pattern ->
                new Entry(
                    pattern.name(),
                    pattern.title(),
                    pattern.question(),
                    pattern.variants(),
                    knobs.contains(pattern.name())))
        .toList();
  }

  /**
   * @throws Problem.Found if there is none of that name
   */
  Answer page(Incoming request) throws IOException {
    String name = request.path("name");
    Pattern pattern;
    try {
      pattern = target.patterns().named(name);
    } catch (BadInput e) {
      throw new Problem.Found(HttpStatus.NOT_FOUND_404, e.getMessage());
    }
    Set<String> names =
        target.patterns().all().stream().map(Pattern::name).collect(Collectors.toSet());
    return Answer.json(
        HttpStatus.OK_200,
        new Page(
            pattern.name(),
            pattern.title(),
            new MarkdownPage(names).html(pattern.page()),
            sources(pattern),
            "./lab pattern copy "
                + pattern.name()
                + " --to DIR --package "
                + Patterns.SOME_PACKAGE));
  }

  private List<Source> sources(Pattern pattern) throws IOException {
    Path folder = target.file().toAbsolutePath().normalize().getParent();
    List<Source> sources = new ArrayList<>();
    for (Path source :
        target.patterns().copy(pattern, List.of(), Patterns.SOME_PACKAGE).sources()) {
      if (source.endsWith("README.md")) {
        continue; // its page
      }
      sources.add(
          new Source(
              folder.relativize(source.toAbsolutePath().normalize()).toString(),
              Files.readString(source)));
    }
    return sources;
  }
}
