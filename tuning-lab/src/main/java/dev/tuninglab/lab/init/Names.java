package dev.tuninglab.lab.init;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Makes names for what has none: requests, variables, the service. */
final class Names {
  private static final int LONGEST = 48;

  private final Set<String> taken = new HashSet<>();

  /** A name close to the one wanted that nobody has yet. */
  String fresh(String wanted) {
    String name = wanted;
    for (int i = 2; !taken.add(name); i++) {
      name = wanted + "-" + i;
    }
    return name;
  }

  boolean isTaken(String name) {
    return taken.contains(name);
  }

  /** Letters, digits, '_' and '-', beginning with a letter: what variables and requests may be. */
  static String word(String text, String otherwise) {
    String word =
        text.replaceAll("[^A-Za-z0-9_]+", "-")
            .replaceAll("^[^A-Za-z]+|-+$", "")
            .replaceAll("-{2,}", "-");
    String cut = word.length() > LONGEST ? word.substring(0, LONGEST) : word;
    return cut.isEmpty() ? otherwise : cut;
  }

  /** As {@link #word}, in lower case: for the name of a service. */
  static String ofService(String text) {
    String word = word(text.toLowerCase(Locale.ROOT), "");
    return word.isEmpty() || word.equals("localhost") ? "my-service" : word;
  }

  /** A request without a name, by its method and its path with variables. */
  static String ofRequest(String method, String path) {
    String words = path.replaceFirst("\\?.*", "").replaceAll("\\$\\{(env:)?", "");
    String name = word(words, "root");
    return method.equals("GET") ? name : method.toLowerCase(Locale.ROOT) + "-" + name;
  }

  /** {@code order} of {@code orders}: one of those that a path lists. */
  static String singular(String plural) {
    String word = word(plural, "id");
    if (word.matches("(?i).{2,}ies")) {
      return word.substring(0, word.length() - 3) + "y";
    }
    if (word.matches("(?i).+(ss|x|ch|sh)es")) {
      return word.substring(0, word.length() - 2);
    }
    return word.matches("(?i).+[^s]s") ? word.substring(0, word.length() - 1) : word;
  }
}
