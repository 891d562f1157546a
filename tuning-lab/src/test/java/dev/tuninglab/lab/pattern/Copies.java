package dev.tuninglab.lab.pattern;

import dev.tuninglab.lab.target.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The patterns of the sample API, and the ways to copy each. */
final class Copies {
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Patterns PATTERNS = read();

  private Copies() {}

  private static Patterns read() {
    if (!Files.exists(ROOT.resolve("app/target/libraries.list"))) {
      throw new IllegalStateException("the sample API must be packaged first: mvn package");
    }
    return Target.read(ROOT.resolve("app/shop.yaml")).patterns();
  }

  static Patterns patterns() {
    return PATTERNS;
  }

  /** All its variants, then each of them alone. */
  static List<List<String>> selections(Pattern pattern) {
    List<List<String>> selections = new ArrayList<>();
    selections.add(List.of());
    pattern.variants().forEach(id -> selections.add(List.of(id)));
    return selections;
  }

  /** {@code com.acme.fetch_join}; of all variants {@code com.acme.fetch}. */
  static String packageOf(Pattern pattern, List<String> variants) {
    String name = String.join("_", pattern.name(), String.join("_", variants));
    return "com.acme." + name.replaceAll("\\W", "_").replaceAll("_$", "");
  }
}
