package dev.tuninglab.lab.pattern;

import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.experiment.Nearest;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import javax.lang.model.SourceVersion;

/** All patterns of a target. */
public final class Patterns {
  /** Stands for the package of a project that is not known yet. */
  public static final String SOME_PACKAGE = "com.acme.orders";

  private static final SourceVersion JAVA = SourceVersion.RELEASE_17;

  private final PatternPlaces places;
  private final Path folder;
  private final SourceTree tree;
  private final Libraries libraries;
  private final Map<String, Pattern> byName = new LinkedHashMap<>();

  private Patterns(PatternPlaces places, Path folder, Predicate<String> offered) {
    this.places = places;
    this.folder = folder;
    this.tree = SourceTree.read(places, folder);
    this.libraries = Libraries.read(places, folder);
    tree.pages()
        .forEach(
            (packageName, page) -> {
              String name = nameOf(packageName);
              if (!offered.test(name)) {
                return;
              }
              List<String> variants =
                  VariantEnum.find(tree.of(packageName), name)
                      .map(VariantEnum::ids)
                      .orElse(List.of());
              byName.put(name, new Pattern(name, packageName, SourceTree.text(page), variants));
            });
  }

  /**
   * @param folder of the target file, from which the places are seen
   * @param offered asked by name whether a folder with a page is to be taken home
   * @throws BadInput if the sources or the list of libraries are not there
   */
  public static Patterns read(PatternPlaces places, Path folder, Predicate<String> offered) {
    return new Patterns(places, folder, offered);
  }

  static String nameOf(String packageName) {
    return packageName.substring(packageName.lastIndexOf('.') + 1);
  }

  public List<Pattern> all() {
    return List.copyOf(byName.values());
  }

  /**
   * @throws BadInput if there is none of that name; the message lists those there are
   */
  public Pattern named(String name) {
    Pattern pattern = byName.get(name);
    if (pattern == null) {
      throw new BadInput(
          "unknown pattern '"
              + name
              + "'; patterns are "
              + String.join(", ", byName.keySet())
              + Nearest.hint(byName.keySet(), name));
    }
    return pattern;
  }

  /**
   * What a copy of the pattern consists of; nothing is written yet.
   *
   * @param variants those to copy; all if there are none in this list
   * @param intoPackage the package below which its packages go
   * @throws BadInput if there is no such variant, the package has no name that Java takes, or the
   *     pattern cannot be copied so; the message says why
   */
  public Copy copy(Pattern pattern, List<String> variants, String intoPackage) {
    if (!SourceVersion.isName(intoPackage, JAVA) || intoPackage.startsWith("java.")) {
      throw new BadInput(
          "--package must be the name of a Java package, such as com.acme.orders, but was '"
              + intoPackage
              + "'");
    }
    checkVariants(pattern, variants);
    List<String> kept =
        pattern.variants().stream()
            .filter(id -> variants.isEmpty() || variants.contains(id))
            .toList();
    return new Selection(tree, pattern, kept)
        .copy(places, new Packages(tree, places, intoPackage), libraries, folder);
  }

  private static void checkVariants(Pattern pattern, List<String> variants) {
    for (int i = 0; i < variants.size(); i++) {
      String id = variants.get(i);
      if (pattern.variants().isEmpty()) {
        throw new BadInput(
            pattern.name() + " has no variants to choose from; leave --variants out");
      }
      if (!pattern.variants().contains(id)) {
        throw new BadInput(
            "--variants must be of "
                + String.join(", ", pattern.variants())
                + ", but was '"
                + id
                + "'"
                + Nearest.hint(pattern.variants(), id));
      }
      if (variants.indexOf(id) < i) {
        throw new BadInput("--variants names " + id + " twice");
      }
    }
  }

  /** The jars that the target was built with: what a copy compiles with. */
  public List<Path> jars() {
    return libraries.jars();
  }
}
