package dev.tuninglab.lab.pattern;

import dev.tuninglab.lab.experiment.BadInput;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.stream.Collectors;

/** Puts sources and what belongs to them to their new places, under their new names. */
final class CopyBuilder {
  private static final Set<String> TEXTS =
      Set.of("sql", "xml", "properties", "yaml", "yml", "json", "txt", "md");

  /** A file's name with its ending, or a path; whether there is one is seen on disk. */
  private static final java.util.regex.Pattern RESOURCE =
      java.util.regex.Pattern.compile(
          "(?<start>(classpath:)?/?)(?<name>[A-Za-z0-9_-]+([./][A-Za-z0-9_-]+)+)");

  private final SourceTree tree;
  private final PatternPlaces places;
  private final Packages packages;
  private final Path folder;
  private final Map<Path, byte[]> files = new TreeMap<>();
  private final Set<Path> sources = new TreeSet<>();

  CopyBuilder(SourceTree tree, PatternPlaces places, Packages packages, Path folder) {
    this.tree = tree;
    this.places = places;
    this.packages = packages;
    this.folder = folder;
  }

  Map<Path, byte[]> files() {
    return files;
  }

  List<Path> sourceFiles() {
    return List.copyOf(sources);
  }

  /** The source, and the resources that its texts name. */
  void add(JavaFile file) {
    String text = file.text();
    for (String literal : new TreeSet<>(file.literals())) {
      Optional<String> moved = addResource(file, literal);
      if (moved.isPresent()) {
        text = text.replace("\"" + literal + "\"", "\"" + moved.get() + "\"");
      }
    }
    String comment =
        "// Copied from %s with its package names changed; %s.\n"
            .formatted(places.origin(), places.licence());
    put(folderOf(file), file.fileName(), comment + packages.rewrite(text));
    sources.add(tree.path(file));
  }

  private Path folderOf(JavaFile file) {
    return Path.of(file.side().sources())
        .resolve(path(packages.of(file.packageName()).orElseThrow()));
  }

  private static String path(String packageName) {
    return packageName.replace('.', '/');
  }

  /**
   * Copies what a text names, if it names a resource: a name from the root, with {@code /} or
   * {@code classpath:} in front, goes into the folder of the class's package, so that it meets
   * nothing of the same name.
   *
   * @return how it is named from then on, unless as before
   */
  private Optional<String> addResource(JavaFile file, String literal) {
    Matcher form = RESOURCE.matcher(literal);
    if (!form.matches()) {
      return Optional.empty();
    }
    String name = form.group("name");
    String home = path(packages.of(file.packageName()).orElseThrow());
    Path root = Path.of(file.side().resources());
    Optional<Path> fromRoot = tree.resource(name, file.side());
    String inPackage = packages.rewrite(name);
    if (fromRoot.isPresent() && inPackage.equals(name)) {
      String moved = home + "/" + name.substring(name.lastIndexOf('/') + 1);
      addTree(fromRoot.get(), root.resolve(moved));
      return Optional.of(form.group("start") + moved);
    }
    fromRoot.ifPresent(found -> addTree(found, root.resolve(inPackage)));
    if (fromRoot.isEmpty()) {
      tree.resource(path(file.packageName()) + "/" + name, file.side())
          .ifPresent(found -> addTree(found, root.resolve(home).resolve(name)));
    }
    return Optional.empty();
  }

  private void addTree(Path from, Path to) {
    if (Files.isRegularFile(from)) {
      putResource(from, to);
      return;
    }
    for (Path file : SourceTree.filesBelow(from)) {
      putResource(file, to.resolve(from.relativize(file).toString()));
    }
  }

  /** All that lies beside the pattern's classes, but for what only those left behind name. */
  void addResourcesOf(Pattern pattern, Collection<JavaFile> leftBehind) {
    Set<String> theirs =
        leftBehind.stream().flatMap(file -> file.literals().stream()).collect(Collectors.toSet());
    String home = path(packages.of(pattern.packageName()).orElseThrow());
    for (Side side : Side.values()) {
      Optional<Path> beside = tree.resource(path(pattern.packageName()), side);
      boolean onlyForTests =
          side == Side.TEST && beside.equals(tree.resource(path(pattern.packageName()), Side.MAIN));
      if (beside.isEmpty() || onlyForTests) {
        continue;
      }
      for (Path file : SourceTree.filesBelow(beside.get())) {
        String name = beside.get().relativize(file).toString();
        if (!theirs.contains(name)) {
          putResource(file, Path.of(side.resources()).resolve(home).resolve(name));
        }
      }
    }
  }

  private void putResource(Path from, Path to) {
    if (files.containsKey(to)) {
      return;
    }
    String name = from.getFileName().toString();
    byte[] content = SourceTree.bytes(from);
    if (TEXTS.contains(name.substring(name.lastIndexOf('.') + 1))) {
      String text = packages.rewrite(new String(content, StandardCharsets.UTF_8));
      String comment =
          name.endsWith(".sql")
              ? "-- Copied from %s; %s.\n".formatted(places.origin(), places.licence())
              : "";
      content = (comment + text).getBytes(StandardCharsets.UTF_8);
    }
    files.put(to, content);
    sources.add(from);
  }

  /** The page with a line on where it is from, and the licence beside it. */
  void addPage(Pattern pattern, List<String> variants) {
    Path page = tree.pages().get(pattern.packageName());
    Side side =
        tree.of(pattern.packageName()).stream().anyMatch(file -> file.side() == Side.MAIN)
            ? Side.MAIN
            : Side.TEST;
    Path home =
        Path.of(side.sources()).resolve(path(packages.of(pattern.packageName()).orElseThrow()));
    String from =
        "> Copied from %s, pattern `%s`%s, with its package names changed. %s, see LICENSE beside this page. Commands with `./lab` run there, not here."
            .formatted(
                places.origin(),
                pattern.name(),
                variants.size() < pattern.variants().size()
                    ? " with only `" + String.join("`, `", variants) + "` of its variants"
                    : "",
                places.licence());
    String text = packages.rewrite(pattern.page());
    put(home, "README.md", text.replaceFirst("\n", "\n\n" + from.replace("$", "\\$") + "\n"));
    sources.add(page);
    files.put(home.resolve("LICENSE"), licence());
  }

  private void put(Path home, String name, String text) {
    files.put(home.resolve(name), text.getBytes(StandardCharsets.UTF_8));
  }

  private byte[] licence() {
    Path file = folder.resolve(places.licenceFile()).normalize();
    if (!Files.isRegularFile(file)) {
      throw new BadInput("patterns.licence-file must be a file, but " + file + " is none");
    }
    return SourceTree.bytes(file);
  }
}
