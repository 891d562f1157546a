package dev.tuninglab.lab.experiment;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Which variants are alive together in which fork, when all of them at once would be too many. A
 * pass visits every variant once, in as few forks of nearly the same size as it takes; every pass
 * deals them anew, so that any two are side by side at some time, and so that the values of every
 * knob are as evenly spread over the forks as chance can find.
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
    while (all.size() < forks) {
      all.addAll(pass(variants, forksInAPass(variants.size(), alive), random));
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

  private static List<List<Integer>> pass(
      List<Variant> variants, int blocks, SplittableRandom random) {
    List<List<Integer>> best = List.of();
    double least = Double.POSITIVE_INFINITY;
    for (int attempt = 0; attempt < (blocks == 1 ? 1 : TRIES); attempt++) {
      List<List<Integer>> dealt = deal(variants.size(), blocks, random);
      double uneven = unevenness(variants, dealt);
      if (uneven < least) {
        least = uneven;
        best = dealt;
      }
    }
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

  /** Over all blocks and settings: squares of how many more or fewer have it than their share. */
  private static double unevenness(List<Variant> variants, List<List<Integer>> dealt) {
    Map<String, Integer> all = new TreeMap<>();
    variants.forEach(variant -> count(variant, all));
    double sum = 0;
    for (List<Integer> block : dealt) {
      Map<String, Integer> here = new TreeMap<>();
      block.forEach(position -> count(variants.get(position), here));
      for (Map.Entry<String, Integer> setting : all.entrySet()) {
        double share = (double) setting.getValue() * block.size() / variants.size();
        double more = here.getOrDefault(setting.getKey(), 0) - share;
        sum += more * more;
      }
    }
    return sum;
  }

  private static void count(Variant variant, Map<String, Integer> counts) {
    variant.settings().forEach((knob, value) -> counts.merge(knob + "=" + value, 1, Integer::sum));
  }
}
