package dev.tuninglab.lab.analysis.effects;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an experiment with several factors can tell: which effects it has an estimate for, and which
 * it cannot tell from those.
 *
 * @param factors at least 2
 * @param aliases by term that is estimated, the terms that it cannot be told from; all main effects
 *     come first
 */
public record Factorial(List<Factor> factors, Map<Term, List<Term>> aliases) {
  public Factorial {
    factors = List.copyOf(factors);
    aliases = new LinkedHashMap<>(aliases);
  }

  /** Every combination runs: every main effect and every interaction of two is told apart. */
  public static Factorial full(List<Factor> factors) {
    Map<Term, List<Term>> terms = new LinkedHashMap<>();
    allTerms(factors.size()).forEach(term -> terms.put(term, List.of()));
    return new Factorial(factors, terms);
  }

  /** Main effects, then interactions of two. */
  public static List<Term> allTerms(int factors) {
    List<Term> terms = new ArrayList<>();
    for (int i = 0; i < factors; i++) {
      terms.add(Term.main(i));
    }
    for (int i = 0; i < factors; i++) {
      for (int j = i + 1; j < factors; j++) {
        terms.add(Term.interaction(i, j));
      }
    }
    return terms;
  }

  List<Term> terms() {
    return List.copyOf(aliases.keySet());
  }

  /** {@code pool=hikari} */
  String name(int factor, int level) {
    return factors.get(factor).name() + "=" + factors.get(factor).levels().get(level);
  }

  List<String> names(Cell cell) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < factors.size(); i++) {
      names.add(name(i, cell.level(i)));
    }
    return names;
  }

  /** {@code pool x fetch} */
  String name(Term term) {
    return String.join(" x ", term.factors().stream().map(f -> factors.get(f).name()).toList());
  }

  List<String> aliasNames(Term term) {
    return aliases.getOrDefault(term, List.of()).stream().map(this::name).toList();
  }
}
