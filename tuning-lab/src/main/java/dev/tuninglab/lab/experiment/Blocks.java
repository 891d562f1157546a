package dev.tuninglab.lab.experiment;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Which variants are alive together in which fork, when all of them at once would be too many. A
 * pass visits every variant once, in as few forks of nearly the same size as it takes; every pass
 * is dealt so that no effect, of one knob or of two together, hides behind the differences between
 * forks ({@link Spread}).
 *
 * @param forks by fork, the positions of those that are alive
 */
public record Blocks(List<List<Integer>> forks) {
  private static final int TRIES = 300;

  public Blocks {
    forks = forks.stream().map(List::copyOf).toList();
  }

  /** How many forks a pass takes. */
  public static int forksInAPass(int variants, int alive) {
    return (variants + alive - 1) / alive;
  }

  /**
   * @param alive at most so many at once, at least 2
   * @param forks how many; a pass that is not whole at the end is dealt all the same
   */
  public static Blocks of(List<Variant> variants, int alive, int forks, long seed) {
    List<List<Integer>> all = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + alive);
    Spread spread = new Spread(variants);
    while (all.size() < forks) {
      all.addAll(pass(variants.size(), forksInAPass(variants.size(), alive), spread, random));
    }
    first(all);
    return new Blocks(all.subList(0, forks));
  }

  /** The first fork decides the rate: the baseline, untuned, is the likeliest to sustain least. */
  private static void first(List<List<Integer>> all) {
    for (int fork = 0; fork < all.size(); fork++) {
      if (all.get(fork).contains(0)) {
        Collections.swap(all, 0, fork);
        return;
      }
    }
  }

  /** The variants of a fork, in the order of the experiment. */
  public List<Variant> alive(int fork, List<Variant> variants) {
    return forks.get(fork - 1).stream().map(variants::get).toList();
  }

  /** Of many deals the one after which most can be told of what can least be told so far. */
  private static List<List<Integer>> pass(
      int variants, int blocks, Spread spread, SplittableRandom random) {
    List<List<Integer>> best = deal(variants, blocks, random);
    double most = spread.worthOf(best);
    for (int attempt = 1; attempt < TRIES && blocks > 1; attempt++) {
      List<List<Integer>> dealt = deal(variants, blocks, random);
      double worth = spread.worthOf(dealt);
      if (worth > most) {
        most = worth;
        best = dealt;
      }
    }
    spread.add(best);
    return best;
  }

  private static List<List<Integer>> deal(int variants, int blocks, SplittableRandom random) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < variants; i++) {
      order.add(random.nextInt(i + 1), i);
    }
    List<List<Integer>> dealt = new ArrayList<>();
    for (int block = 0; block < blocks; block++) {
      dealt.add(new ArrayList<>());
    }
    for (int i = 0; i < variants; i++) {
      dealt.get(i % blocks).add(order.get(i));
    }
    dealt.forEach(Collections::sort);
    return dealt;
  }
}
