package dev.tuninglab.lab.pattern;

import dev.tuninglab.lab.experiment.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;

/**
 * The libraries that the target was built with, as Maven resolved them: of each module the {@code
 * .tree}, which says what a module declares and what that brings along, and the {@code .list},
 * which says where the jars are. So no version is written down twice.
 */
final class Libraries {
  private static final String ONCE_BUILT = "; build the checkout first: mvn package -DskipTests";
  private static final Pattern IN_TREE = Pattern.compile("([| +\\\\-]*)([^ ]+).*");
  private static final Pattern IN_LIST =
      Pattern.compile(
          "\\s+([^: ]+:[^: ]+):[^ ]*:(?:compile|runtime|test|provided):(.*?\\.jar)\\b.*");

  private final Map<String, Library> declared = new LinkedHashMap<>();
  private final Map<String, String> broughtBy = new HashMap<>();
  private final Map<String, Path> jars = new LinkedHashMap<>();
  private final Map<String, String> jarOfClass = new HashMap<>();

  private Libraries() {}

  /**
   * @param folder of the target file
   * @throws BadInput if one of the files is not there
   */
  static Libraries read(PatternPlaces places, Path folder) {
    Libraries libraries = new Libraries();
    for (String module : places.libraries()) {
      libraries.readTree(lines(folder.resolve(module + ".tree").normalize()));
      for (String line : lines(folder.resolve(module + ".list").normalize())) {
        Matcher jar = IN_LIST.matcher(line);
        if (jar.matches() && libraries.has(jar.group(1))) {
          libraries.jars.putIfAbsent(jar.group(1), Path.of(jar.group(2)));
        }
      }
    }
    return libraries;
  }

  private boolean has(String key) {
    return declared.containsKey(key) || broughtBy.containsKey(key);
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new BadInput("patterns.libraries: " + file + " cannot be read" + ONCE_BUILT, e);
    }
  }

  /** What one of our own modules brings is as good as declared. */
  private void readTree(List<String> lines) {
    String ours = lines.get(0).replaceFirst(":.*", "");
    Deque<String> parents = new ArrayDeque<>();
    for (String line : lines.subList(1, lines.size())) {
      Matcher entry = IN_TREE.matcher(line);
      if (!entry.matches()) {
        continue;
      }
      int depth = entry.group(1).length() / 3;
      while (parents.size() >= depth) {
        parents.pop();
      }
      String[] parts = entry.group(2).split(":");
      String key = parts[0] + ":" + parts[1];
      String parent = parents.isEmpty() ? ours : parents.peek();
      // The first module is the one that is copied from: what it says of a library holds.
      boolean known = has(key);
      if (!known && parent.equals(ours) && !parts[0].equals(ours)) {
        declared.put(
            key, new Library(parts[0], parts[1], parts[parts.length - 2], parts[parts.length - 1]));
      } else if (!known && !parts[0].equals(ours)) {
        broughtBy.put(key, parent);
      }
      parents.push(parts[0].equals(ours) ? ours : key);
    }
  }

  /**
   * The library to declare for a class: the one that has it, or the one that brings it.
   *
   * @param name of a class, or of a member of one
   */
  Optional<Library> declaring(String name) {
    indexClasses();
    for (String type = name; type.contains("."); type = type.substring(0, type.lastIndexOf('.'))) {
      String jar = jarOfClass.get(type);
      if (jar != null) {
        return Optional.of(toDeclare(jar));
      }
    }
    return Optional.empty();
  }

  private Library toDeclare(String key) {
    String at = key;
    while (!declared.containsKey(at) && broughtBy.containsKey(at)) {
      at = broughtBy.get(at);
    }
    return named(at);
  }

  /**
   * @throws BadInput if the build has no such library
   */
  Library named(String key) {
    Library library = declared.get(key);
    if (library == null) {
      throw new BadInput("the build of the target has no library " + key);
    }
    return library;
  }

  private void indexClasses() {
    if (!jarOfClass.isEmpty()) {
      return;
    }
    jars.forEach(
        (key, jar) -> {
          try (ZipFile zip = new ZipFile(jar.toFile())) {
            zip.stream()
                .map(entry -> entry.getName())
                .filter(name -> name.endsWith(".class") && !name.startsWith("META-INF/"))
                .map(name -> name.substring(0, name.length() - ".class".length()))
                .forEach(name -> jarOfClass.putIfAbsent(name.replace('/', '.'), key));
          } catch (IOException e) {
            throw new BadInput("the library " + jar + " cannot be read" + ONCE_BUILT, e);
          }
        });
  }

  /** The jars of all of them, for those who compile what was copied. */
  List<Path> jars() {
    return List.copyOf(jars.values());
  }
}
