package dev.tuninglab.lab.experiment;

import dev.tuninglab.lab.analysis.effects.Cell;
import dev.tuninglab.lab.analysis.effects.Factor;
import dev.tuninglab.lab.analysis.effects.Factorial;
import dev.tuninglab.lab.analysis.effects.Term;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Which of the combinations of two-level factors run when not all of them do: a regular fraction.
 * Some factors are changed in every combination; each of the others follows from them by a
 * generator. The price is that some effects cannot be told from others (aliases).
 *
 * <p>Generators are those of minimum aberration: Montgomery, Design and Analysis of Experiments,
 * 8th edition, table 8.14; Fries and Hunter, Minimum Aberration 2^(k-p) Designs, Technometrics 22,
 * 1980.
 *
 * @param factors how many, 3 to 8
 * @param runs how many combinations run: a power of two below 2 to the power of factors
 * @param generators for each factor that follows, in order, a bit set of the first factors that it
 *     follows from
 */
public record Fraction(int factors, int runs, List<Integer> generators) {
  /** By factors and runs: {@code ABCD,ABE} are the generators of the last two factors. */
  private static final Map<String, String> GENERATORS =
      Map.ofEntries(
          Map.entry("3/4", "AB"),
          Map.entry("4/8", "ABC"),
          Map.entry("5/16", "ABCD"),
          Map.entry("5/8", "AB,AC"),
          Map.entry("6/32", "ABCDE"),
          Map.entry("6/16", "ABC,BCD"),
          Map.entry("6/8", "AB,AC,BC"),
          Map.entry("7/64", "ABCDEF"),
          Map.entry("7/32", "ABCD,ABDE"),
          Map.entry("7/16", "ABC,BCD,ACD"),
          Map.entry("7/8", "AB,AC,BC,ABC"),
          Map.entry("8/128", "ABCDEFG"),
          Map.entry("8/64", "ABCD,ABEF"),
          Map.entry("8/32", "ABC,ABD,BCDE"),
          Map.entry("8/16", "BCD,ACD,ABC,ABD"));

  private static final List<String> ROMAN =
      List.of("", "", "", "III", "IV", "V", "VI", "VII", "VIII");

  public Fraction {
    generators = List.copyOf(generators);
  }

  /**
   * @throws BadInput if there is no such fraction; the message has those that there are
   */
  public static Fraction of(int factors, int runs) {
    String words = GENERATORS.get(factors + "/" + runs);
    if (words == null) {
      throw new BadInput(
          "--runs must be one of "
              + allowed(factors)
              + " for "
              + factors
              + " knobs of two values, but was "
              + runs);
    }
    return new Fraction(
        factors, runs, List.of(words.split(",")).stream().map(Fraction::bits).toList());
  }

  private static String allowed(int factors) {
    List<String> allowed = new ArrayList<>();
    for (int runs = 4; runs < 1 << factors; runs *= 2) {
      if (GENERATORS.containsKey(factors + "/" + runs)) {
        allowed.add(String.valueOf(runs));
      }
    }
    allowed.add((1 << factors) + " (all)");
    return String.join(", ", allowed);
  }

  private static int bits(String letters) {
    return letters.chars().map(letter -> 1 << (letter - 'A')).sum();
  }

  private int base() {
    return factors - generators.size();
  }

  /**
   * The combinations that run; all factors at their baseline are one of them. A factor that follows
   * is at its second level where an odd number of those it follows from are.
   */
  public List<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    for (int number = 0; number < runs; number++) {
      int combination = reversed(number);
      List<Integer> levels = new ArrayList<>();
      for (int factor = 0; factor < base(); factor++) {
        levels.add(combination >> factor & 1);
      }
      for (int generator : generators) {
        levels.add(Integer.bitCount(combination & generator) & 1);
      }
      cells.add(new Cell(levels));
    }
    return cells;
  }

  /** So that, as with all combinations, the first factor changes most slowly. */
  private int reversed(int number) {
    return Integer.reverse(number) >>> (Integer.SIZE - base());
  }

  /** Products of factors that are the same in every combination, as bit sets. */
  private List<Integer> words() {
    List<Integer> words = new ArrayList<>();
    for (int chosen = 1; chosen < 1 << generators.size(); chosen++) {
      int word = 0;
      for (int i = 0; i < generators.size(); i++) {
        if ((chosen >> i & 1) == 1) {
          word ^= generators.get(i) | 1 << (base() + i);
        }
      }
      words.add(word);
    }
    return words;
  }

  /**
   * The shortest product: with III, main effects cannot be told from interactions of two; with IV,
   * these cannot be told from each other; from V on, all are told apart.
   */
  public int resolution() {
    return words().stream().mapToInt(Integer::bitCount).min().orElseThrow();
  }

  public String roman() {
    return ROMAN.get(resolution());
  }

  /** {@code compress = pool x fetch x json}: what each of the factors that follow follows from. */
  public List<String> generatorTexts(List<Factor> named) {
    return IntStream.range(0, generators.size())
        .mapToObj(
            i ->
                named.get(base() + i).name()
                    + " = "
                    + String.join(
                        " x ",
                        IntStream.range(0, base())
                            .filter(f -> (generators.get(i) >> f & 1) == 1)
                            .mapToObj(f -> named.get(f).name())
                            .toList()))
        .toList();
  }

  /** What it can tell. */
  public Factorial factorial(List<Factor> named) {
    Map<Integer, Term> estimated = new LinkedHashMap<>();
    Map<Term, List<Term>> aliases = new LinkedHashMap<>();
    for (Term term : Factorial.allTerms(factors)) {
      Term same = estimated.get(bits(term));
      if (same == null) {
        estimated.put(bits(term), term);
        words().forEach(word -> estimated.putIfAbsent(bits(term) ^ word, term));
        aliases.put(term, new ArrayList<>());
      } else {
        aliases.get(same).add(term);
      }
    }
    return new Factorial(named, aliases);
  }

  private static int bits(Term term) {
    return term.factors().stream().mapToInt(factor -> 1 << factor).sum();
  }
}
