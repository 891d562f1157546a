package dev.tuninglab.lab.pattern;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Where each package goes that may be copied. */
final class Packages {
  private final Map<String, String> goTo = new LinkedHashMap<>();
  private final Pattern dotted;
  private final Pattern slashed;

  /**
   * @param base the package in the project that takes the copy
   */
  Packages(SourceTree tree, PatternPlaces places, String base) {
    places.shared().forEach((from, last) -> addShared(tree, from, base + "." + last));
    tree.pages().keySet().forEach(name -> goTo.put(name, base + "." + Patterns.nameOf(name)));
    // The longest first: a package's name is the beginning of those below it.
    String any =
        goTo.keySet().stream()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .map(Pattern::quote)
            .collect(Collectors.joining("|"));
    dotted = Pattern.compile("(?<![\\w.])(" + any + ")(?!\\w|\\.[a-z])");
    slashed = Pattern.compile("(?<!\\w)(" + any.replace('.', '/') + ")(?!\\w|/[a-z0-9_]++(?!\\.))");
  }

  private void addShared(SourceTree tree, String from, String to) {
    if (!from.endsWith("..")) {
      goTo.put(from, to);
      return;
    }
    String root = from.substring(0, from.length() - 2);
    tree.packages().stream()
        .filter(name -> name.equals(root) || name.startsWith(root + "."))
        .forEach(name -> goTo.put(name, to + name.substring(root.length())));
  }

  /** Empty for a package that is not for copying. */
  Optional<String> of(String packageName) {
    return Optional.ofNullable(goTo.get(packageName));
  }

  /** A text in which each of the packages has its new name: in code, comments and paths. */
  String rewrite(String text) {
    String renamed = replace(dotted, text, '.');
    return replace(slashed, renamed, '/');
  }

  private String replace(Pattern form, String text, char separator) {
    return form.matcher(text)
        .replaceAll(
            match ->
                Matcher.quoteReplacement(
                    goTo.get(match.group(1).replace(separator, '.')).replace('.', separator)));
  }
}
