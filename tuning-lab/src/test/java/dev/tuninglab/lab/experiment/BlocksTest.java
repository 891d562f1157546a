package dev.tuninglab.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuninglab.lab.analysis.effects.Cell;
import dev.tuninglab.lab.analysis.effects.Effects;
import dev.tuninglab.lab.analysis.effects.EffectsAnalysis;
import dev.tuninglab.lab.analysis.effects.Factor;
import dev.tuninglab.lab.analysis.effects.Factorial;
import dev.tuninglab.lab.analysis.effects.Observation;
import dev.tuninglab.lab.analysis.effects.TooLittle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  /** Two knobs, two at a time: in a deal that is even in both, their interaction is a fork's. */
  @Test
  void noEffectHidesBehindTheForksInEveryPass() throws TooLittle {
    for (int knobs = 2; knobs <= 4; knobs++) {
      List<Factor> factors = new ArrayList<>();
      for (int knob = 0; knob < knobs; knob++) {
        factors.add(new Factor("k" + knob, List.of("off", "on")));
      }
      List<Cell> cells = Cell.all(factors);
      int alive = Math.min(4, 1 << (knobs - 1));
      int groups = Blocks.forksInAPass(cells.size(), alive);
      Blocks blocks = Blocks.of(factorial(knobs), alive, 3 * groups, 42);
      List<Observation> seen = new ArrayList<>();
      for (int fork = 0; fork < blocks.forks().size(); fork++) {
        for (int position : blocks.forks().get(fork)) {
          seen.add(new Observation(fork, cells.get(position), Math.sin(seen.size())));
        }
      }
      Effects effects = new EffectsAnalysis(Factorial.full(factors), 0.05, false, 1).of(seen);
      assertThat(effects.interactions()).allMatch(e -> e.high() / e.low() < 1e4);
    }
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
        settings.put("k" + knob, (i >> (knobs - 1 - knob) & 1) == 1 ? "on" : "off");
      }
      all.add(new Variant("v" + i, settings));
    }
    return all;
  }
}
