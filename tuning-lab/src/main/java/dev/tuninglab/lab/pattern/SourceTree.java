package dev.tuninglab.lab.pattern;

import com.github.javaparser.ParseProblemException;
import dev.tuninglab.lab.experiment.BadInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The sources and resources of a target on disk. A source is parsed when it is asked for. */
final class SourceTree {
  private record Place(String packageName, String name, Side side, Path file) {}

  private final Map<String, Place> types = new TreeMap<>();
  private final Map<String, JavaFile> parsed = new HashMap<>();
  private final List<Path> resources;
  private final List<Path> testResources;
  private final Map<String, Path> pages = new TreeMap<>();
  private final Set<String> packages = new TreeSet<>();

  private SourceTree(List<Path> resources, List<Path> testResources) {
    this.resources = resources;
    this.testResources = testResources;
  }

  /**
   * @param folder of the target file
   * @throws BadInput if a root is not there
   */
  static SourceTree read(PatternPlaces places, Path folder) {
    SourceTree tree =
        new SourceTree(
            roots("resources", places.resources(), folder),
            roots("test-resources", places.testResources(), folder));
    roots("sources", places.sources(), folder).forEach(root -> tree.index(root, Side.MAIN));
    roots("tests", places.tests(), folder).forEach(root -> tree.index(root, Side.TEST));
    return tree;
  }

  private static List<Path> roots(String key, List<String> paths, Path folder) {
    List<Path> roots = paths.stream().map(path -> folder.resolve(path).normalize()).toList();
    for (Path root : roots) {
      if (!Files.isDirectory(root)) {
        throw new BadInput(
            "patterns."
                + key
                + " must be folders, but "
                + root
                + " is none: patterns are copied from the source tree; run ./lab of a checkout"
                + " that is built (mvn package)");
      }
    }
    return roots;
  }

  private void index(Path root, Side side) {
    for (Path file : filesBelow(root)) {
      Path below = root.relativize(file);
      String packageName =
          below.getParent() == null
              ? ""
              : below.getParent().toString().replace(file.getFileSystem().getSeparator(), ".");
      String name = file.getFileName().toString();
      if (name.endsWith(".java")) {
        String type = name.substring(0, name.length() - ".java".length());
        packages.add(packageName);
        types.put(packageName + "." + type, new Place(packageName, type, side, file));
      } else if (name.equals("README.md")) {
        pages.put(packageName, file);
      }
    }
  }

  static List<Path> filesBelow(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** README.md of every package that has one. */
  Map<String, Path> pages() {
    return pages;
  }

  Set<String> packages() {
    return packages;
  }

  /** The sources of one package, those of tests as well. */
  List<JavaFile> of(String packageName) {
    return types.entrySet().stream()
        .filter(entry -> entry.getValue().packageName().equals(packageName))
        .map(entry -> file(entry.getKey()))
        .toList();
  }

  /** Where a source lies. */
  Path path(JavaFile file) {
    return types.get(file.qualifiedName()).file();
  }

  /** The source that declares the type, or the type that the member belongs to; ours alone. */
  Optional<JavaFile> declaring(String name) {
    for (String type = name; type.contains("."); type = type.substring(0, type.lastIndexOf('.'))) {
      if (types.containsKey(type)) {
        return Optional.of(file(type));
      }
    }
    return Optional.empty();
  }

  private JavaFile file(String type) {
    return parsed.computeIfAbsent(type, unseen -> parse(types.get(type)));
  }

  private static JavaFile parse(Place place) {
    try {
      return JavaFile.parse(
          place.packageName(), place.name(), place.side(), Files.readString(place.file()));
    } catch (ParseProblemException e) {
      throw new BadInput(
          place.file() + " is not Java 17: " + e.getProblems().get(0).getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Types of ours that a source names, so that they have to be there for it to compile. */
  Set<JavaFile> namedBy(JavaFile file) {
    Set<JavaFile> named = new LinkedHashSet<>();
    for (String imported : file.imports()) {
      declaring(imported).ifPresent(named::add);
      if (packages.contains(imported)) {
        named.addAll(of(imported));
      }
    }
    for (String name : file.names()) {
      declaring(name).ifPresent(named::add);
      declaring(file.packageName() + "." + name.replaceFirst("\\..*", "")).ifPresent(named::add);
    }
    named.remove(file);
    return named;
  }

  /** The resource of this path from the roots, as a class on the side finds it; may be a folder. */
  Optional<Path> resource(String path, Side side) {
    List<Path> roots = new ArrayList<>(side == Side.TEST ? testResources : List.of());
    roots.addAll(resources);
    return roots.stream().map(root -> root.resolve(path)).filter(Files::exists).findFirst();
  }

  static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(Path file) {
    return new String(bytes(file), StandardCharsets.UTF_8);
  }
}
