package dev.tuninglab.lab.experiment;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** For a word that is not known: the known one that was probably meant. */
public final class Nearest {
  private static final int TYPING_ERRORS = 2;

  private Nearest() {}

  /** {@code (did you mean pool?)}, or nothing where no known word is near. */
  public static String hint(Collection<String> known, String word) {
    return of(known, word).map(near -> " (did you mean " + near + "?)").orElse("");
  }

  private static Optional<String> of(Collection<String> known, String word) {
    return known.stream()
        .min(Comparator.comparingInt(candidate -> distance(candidate, word)))
        .filter(candidate -> distance(candidate, word) <= TYPING_ERRORS);
  }

  /** Levenshtein's edit distance. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
