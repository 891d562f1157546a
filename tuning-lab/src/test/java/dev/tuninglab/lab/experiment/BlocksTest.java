package dev.tuninglab.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BlocksTest {
  @Property(tries = 60)
  void everyPassVisitsEveryVariantOnceInForksOfNearlyTheSameSize(
      @ForAll @IntRange(min = 2, max = 20) int variants,
      @ForAll @IntRange(min = 2, max = 8) int alive,
      @ForAll @IntRange(min = 1, max = 3) int passes,
      @ForAll long seed) {
    int inAPass = Blocks.forksInAPass(variants, alive);
    Blocks blocks = Blocks.of(plain(variants), alive, passes * inAPass, seed);
    for (int pass = 0; pass < passes; pass++) {
      List<Integer> visited = new ArrayList<>();
      for (List<Integer> fork : blocks.forks().subList(pass * inAPass, (pass + 1) * inAPass)) {
        assertThat(fork.size()).isBetween(variants / inAPass, (variants - 1) / inAPass + 1);
        assertThat(fork.size()).isLessThanOrEqualTo(alive);
        assertThat(fork).isSorted();
        visited.addAll(fork);
      }
      assertThat(visited).hasSize(variants).doesNotHaveDuplicates();
    }
  }

  @Test
  void valuesOfEveryKnobAreSpreadEvenlyOverTheForks() {
    List<Variant> variants = factorial(4);
    for (List<Integer> fork : Blocks.of(variants, 4, 12, 42).forks()) {
      for (int knob = 0; knob < 4; knob++) {
        String name = "k" + knob;
        assertThat(
                fork.stream()
                    .filter(position -> variants.get(position).settings().get(name).equals("on"))
                    .count())
            .isBetween(1L, 3L);
      }
    }
  }

  @Test
  void passesDealAnewSoThatManyPairsMeet() {
    Set<Set<Integer>> pairs = new HashSet<>();
    for (List<Integer> fork : Blocks.of(factorial(3), 4, 8, 1).forks()) {
      for (int one : fork) {
        for (int other : fork) {
          if (one != other) {
            pairs.add(Set.of(one, other));
          }
        }
      }
    }
    assertThat(pairs).as("of 28").hasSizeGreaterThan(16);
  }

  @Test
  void theSameSeedDealsTheSame() {
    List<Variant> variants = factorial(4);
    assertThat(Blocks.of(variants, 4, 8, 7)).isEqualTo(Blocks.of(variants, 4, 8, 7));
    assertThat(Blocks.of(variants, 4, 8, 7)).isNotEqualTo(Blocks.of(variants, 4, 8, 8));
  }

  private static List<Variant> plain(int variants) {
    List<Variant> all = new ArrayList<>();
    for (int i = 0; i < variants; i++) {
      all.add(new Variant("v" + i, Map.of("size", String.valueOf(i))));
    }
    return all;
  }

  private static List<Variant> factorial(int knobs) {
    List<Variant> all = new ArrayList<>();
    for (int i = 0; i < 1 << knobs; i++) {
      Map<String, String> settings = new LinkedHashMap<>();
      for (int knob = 0; knob < knobs; knob++) {
        settings.put("k" + knob, (i >> knob & 1) == 1 ? "on" : "off");
      }
      all.add(new Variant("v" + i, settings));
    }
    return all;
  }
}
