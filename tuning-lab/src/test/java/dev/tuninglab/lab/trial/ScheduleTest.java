package dev.tuninglab.lab.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  @Property
  void everyVariantHasOneTurnInARound(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 50) int fork,
      @ForAll @IntRange(min = -500, max = 500) int round,
      @ForAll @IntRange(min = 2, max = 8) int variants) {
    List<Integer> order = new Schedule(seed).order(fork, round, variants);
    assertThat(order).hasSize(variants).doesNotHaveDuplicates().allMatch(i -> i < variants);
    assertThat(new Schedule(seed).order(fork, round, variants)).isEqualTo(order);
  }

  /** Chances of either order of two are even; a fair coin leaves these bounds once in 10^9. */
  @Test
  void ordersAreDrawnAnewForEveryPairOfRoundsForkAndSeed() {
    assertEven("pairs of rounds", i -> new Schedule(7).order(1, 2 * i + 1, 2));
    assertEven("forks", i -> new Schedule(7).order(i, 1, 2));
    assertEven("seeds", i -> new Schedule(i).order(1, 1, 2));
    List<List<Integer>> orders = new ArrayList<>();
    for (int pair = 0; pair < 2_000; pair++) {
      orders.add(new Schedule(7).order(1, 2 * pair + 1, 2));
    }
    int repeated = 0;
    for (int i = 1; i < orders.size(); i++) {
      repeated += orders.get(i).equals(orders.get(i - 1)) ? 1 : 0;
    }
    assertThat(repeated).as("an order says nothing of the next").isBetween(860, 1_140);
  }

  @Test
  void everyOrderOfThreeComesUpAboutAsOften() {
    Map<List<Integer>, Integer> seen = new HashMap<>();
    for (int pair = 0; pair < 6_000; pair++) {
      seen.merge(new Schedule(3).order(2, 2 * pair + 1, 3), 1, Integer::sum);
    }
    assertThat(seen).hasSize(6).allSatisfy((order, n) -> assertThat(n).isBetween(820, 1_180));
  }

  @Test
  void aRoundIsFollowedByItsReverse() {
    for (int round = 1; round < 100; round += 2) {
      List<Integer> reversed = new ArrayList<>(new Schedule(9).order(3, round, 5));
      java.util.Collections.reverse(reversed);
      assertThat(new Schedule(9).order(3, round + 1, 5)).isEqualTo(reversed);
    }
  }

  @Test
  void inEveryOtherForkSubjectsStartInTheReverseOfAnOrderThatIsDrawn() {
    for (int fork = 1; fork < 100; fork += 2) {
      List<Integer> starts = new Schedule(9).starts(fork, 6);
      assertThat(starts).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5);
      List<Integer> reversed = new ArrayList<>(starts);
      java.util.Collections.reverse(reversed);
      assertThat(new Schedule(9).starts(fork + 1, 6)).isEqualTo(reversed);
    }
    assertEven("forks", i -> new Schedule(7).starts(2 * i - 1, 2));
    assertEven("seeds", i -> new Schedule(i).starts(1, 2));
  }

  private static void assertEven(String over, java.util.function.IntFunction<List<Integer>> order) {
    int firstLeads = 0;
    for (int i = 1; i <= 2_000; i++) {
      firstLeads += order.apply(i).get(0) == 0 ? 1 : 0;
    }
    assertThat(firstLeads).as(over).isBetween(860, 1_140);
  }
}
