package dev.tuninglab.lab.pattern;

import com.github.javaparser.ast.expr.AnnotationExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import dev.tuninglab.lab.experiment.BadInput;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which sources of a pattern are copied when only some of its variants are wanted. */
final class Selection {
  private final SourceTree tree;
  private final Pattern pattern;
  private final List<String> kept;
  private final TreeMap<String, JavaFile> files = new TreeMap<>();
  private final Set<JavaFile> leftBehind = new LinkedHashSet<>();

  /**
   * @param kept ids of the variants that are wanted
   * @throws BadInput if its tests cannot do without the other variants
   */
  Selection(SourceTree tree, Pattern pattern, List<String> kept) {
    this.tree = tree;
    this.pattern = pattern;
    this.kept = kept;
    List<JavaFile> folder = tree.of(pattern.packageName());
    folder.forEach(file -> files.put(file.qualifiedName(), file));
    if (kept.size() < pattern.variants().size()) {
      cut(folder);
    }
  }

  private void cut(List<JavaFile> folder) {
    VariantEnum variants = VariantEnum.find(folder, pattern.name()).orElseThrow();
    JavaFile rest = variants.keeping(kept);
    files.put(rest.qualifiedName(), rest);
    Set<JavaFile> before = reached(List.of(variants.file()), folder);
    Set<JavaFile> after = reached(List.of(rest), folder);
    // What the enum never named, such as a test or a type of the caller's, is nobody's alone.
    for (JavaFile file : before) {
      if (!after.contains(file) && !file.equals(variants.file())) {
        leaveBehind(file);
      }
    }
    dropWhatNeedsThem(folder);
    Set<String> dropped = variants.dropped(kept);
    files.values().forEach(file -> demandIndependence(file, rest.name(), dropped));
  }

  /** Sources of the folder that can be reached from some of them. */
  private Set<JavaFile> reached(List<JavaFile> from, List<JavaFile> folder) {
    Set<JavaFile> reached = new LinkedHashSet<>();
    Deque<JavaFile> next = new ArrayDeque<>(from);
    while (!next.isEmpty()) {
      for (JavaFile named : tree.namedBy(next.pop())) {
        boolean theEnumItself = named.name().equals(from.get(0).name());
        if (folder.contains(named) && !theEnumItself && reached.add(named)) {
          next.push(named);
        }
      }
    }
    return reached;
  }

  private void leaveBehind(JavaFile file) {
    files.remove(file.qualifiedName());
    leftBehind.add(file);
  }

  /** A test of one class goes where its class goes. */
  private void dropWhatNeedsThem(List<JavaFile> folder) {
    boolean again = true;
    while (again) {
      again = false;
      for (JavaFile file : List.copyOf(files.values())) {
        if (tree.namedBy(file).stream().anyMatch(leftBehind::contains)) {
          leaveBehind(file);
          again = true;
        }
      }
    }
    boolean hadTests = folder.stream().anyMatch(file -> file.side() == Side.TEST);
    if (hadTests && files.values().stream().noneMatch(file -> file.side() == Side.TEST)) {
      throw refusal("none of its tests does without " + names(leftBehind));
    }
    if (files.values().stream().noneMatch(file -> file.side() == Side.MAIN)) {
      throw refusal("nothing of it does without " + names(leftBehind));
    }
  }

  private void demandIndependence(JavaFile file, String variants, Set<String> dropped) {
    Set<String> named = new LinkedHashSet<>();
    file.names().stream()
        .map(name -> name.split("\\."))
        .filter(parts -> parts.length > 1 && parts[0].equals(variants))
        .forEach(parts -> named.add(parts[1]));
    file.imports().stream()
        .filter(name -> name.contains("." + variants + "."))
        .forEach(name -> named.add(name.substring(name.lastIndexOf('.') + 1)));
    if (file.name().equals(variants) || file.names().contains(variants)) {
      named.addAll(file.labels());
      named.addAll(wordsOfAnnotations(file));
    }
    if (file.name().equals(variants)) {
      named.addAll(file.names().stream().map(name -> name.replaceFirst("\\..*", "")).toList());
    }
    named.retainAll(dropped);
    if (!named.isEmpty()) {
      throw refusal(
          file.fileName()
              + " names "
              + variants
              + "."
              + named.iterator().next()
              + ", which stays behind");
    }
  }

  private static List<String> wordsOfAnnotations(JavaFile file) {
    return file.unit().findAll(AnnotationExpr.class).stream()
        .flatMap(annotation -> annotation.findAll(StringLiteralExpr.class).stream())
        .flatMap(text -> Arrays.stream(text.getValue().split("\\W+")))
        .toList();
  }

  private BadInput refusal(String why) {
    return new BadInput(
        pattern.name()
            + " cannot be copied with only "
            + String.join(", ", kept)
            + ": "
            + why
            + "; leave --variants out");
  }

  private static String names(Collection<JavaFile> files) {
    return files.stream().map(JavaFile::fileName).collect(Collectors.joining(", "));
  }

  /** Adds what the selected sources need, wherever it lies, and gives all of it its new place. */
  Copy copy(PatternPlaces places, Packages packages, Libraries libraries, Path folder) {
    Deque<JavaFile> next = new ArrayDeque<>(files.values());
    while (!next.isEmpty()) {
      JavaFile file = next.pop();
      for (JavaFile named : tree.namedBy(file)) {
        if (!files.containsKey(named.qualifiedName())) {
          demandPlace(packages, file, named);
          files.put(named.qualifiedName(), named);
          next.push(named);
        }
      }
    }
    if (tree.of(pattern.packageName()).stream().allMatch(file -> file.side() == Side.TEST)) {
      files.replaceAll((name, file) -> file.forTests());
    }
    CopyBuilder builder = new CopyBuilder(tree, places, packages, folder);
    files.values().forEach(builder::add);
    builder.addResourcesOf(pattern, leftBehind);
    builder.addPage(pattern, kept);
    return new Copy(
        pattern,
        kept,
        builder.files(),
        leftBehind.stream().map(tree::path).toList(),
        new Dependencies(places, libraries).of(files.values()),
        builder.sourceFiles());
  }

  private void demandPlace(Packages packages, JavaFile file, JavaFile named) {
    Optional<String> place = packages.of(named.packageName());
    if (place.isEmpty()) {
      throw new BadInput(
          pattern.name()
              + " cannot be copied: "
              + file.fileName()
              + " uses "
              + named.qualifiedName()
              + ", whose package is neither a pattern nor in patterns.shared");
    }
    if (file.side() == Side.MAIN && named.side() == Side.TEST) {
      throw new BadInput(
          pattern.name()
              + " cannot be copied: "
              + file.fileName()
              + " uses a test, "
              + named.name());
    }
  }
}
