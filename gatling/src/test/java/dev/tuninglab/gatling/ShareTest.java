package dev.tuninglab.gatling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuninglab.gatling.workload.Arrivals;
import dev.tuninglab.gatling.workload.Feeder;
import dev.tuninglab.gatling.workload.RequestSpec;
import dev.tuninglab.gatling.workload.Work;
import dev.tuninglab.gatling.workload.Workload;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What several injectors send together is what a single one would send. */
class ShareTest {
  private static final int REQUESTS = 200;
  private static final Workload WORKLOAD =
      new Workload(
          "test",
          List.of(
              RequestSpec.get("order", "/orders/${order}?page=${page}"),
              RequestSpec.get("lines", "/lines/${line.1}/${line.2}")),
          Map.of(
              "order", new Feeder.Zipf(1, 1_000, 1.1),
              "line", new Feeder.Uniform(1, 50, 1),
              "page", new Feeder.Values(List.of("a", "b", "c"))));

  private record Sent(long atNanos, Work.Item item) {}

  @Property(tries = 200)
  void theUnionOfAllSharesIsTheScheduleOfASingleInjector(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 8) int injectors,
      @ForAll Arrivals arrivals,
      @ForAll @DoubleRange(min = 1, max = 5_000) double rate) {
    List<Sent> single = sent(Share.WHOLE, seed, arrivals, rate, REQUESTS);
    Sent[] union = new Sent[REQUESTS];
    for (int i = 0; i < injectors; i++) {
      int mine = (REQUESTS - i + injectors - 1) / injectors;
      List<Sent> share = sent(Share.of(i, injectors), seed, arrivals, rate, mine);
      for (int k = 0; k < mine; k++) {
        union[i + k * injectors] = share.get(k);
      }
    }
    assertThat(union).containsExactlyElementsOf(single);
  }

  @Property(tries = 100)
  void usersAreSplitAsEvenlyAsPossibleAndNoneIsLost(
      @ForAll @IntRange(min = 8, max = 10_000) int users,
      @ForAll @IntRange(min = 1, max = 8) int injectors) {
    List<Integer> split =
        IntStream.range(0, injectors)
            .mapToObj(i -> Share.of(i, injectors).users(users))
            .sorted()
            .toList();
    assertThat(split.stream().mapToInt(n -> n).sum()).isEqualTo(users);
    assertThat(split.get(injectors - 1) - split.get(0)).isLessThanOrEqualTo(1);
  }

  @Test
  void whatCannotBeSharedIsRefusedInOneLine() {
    assertThatThrownBy(() -> Share.of(3, 3))
        .hasMessage("share must be i of n with i from 0 to n - 1, but was 3 of 3");
    assertThatThrownBy(() -> order(new Load.Closed(2)).sharedAs(Share.of(0, 3)))
        .hasMessage("users must be at least as many as injectors (3), but was 2");
    SliceOrder kept =
        order(new Load.Open(10, Arrivals.CONSTANT))
            .keeping(new SliceOrder.Detail(Duration.ofMillis(100), "/a/ledger"));
    assertThatThrownBy(() -> kept.sharedAs(Share.of(0, 2)))
        .hasMessage("a ledger needs one injector, but there are 2");
    assertThat(kept.sharedAs(null).share()).isEqualTo(Share.WHOLE);
  }

  private static SliceOrder order(Load load) {
    return new SliceOrder(
        "s", "a", URI.create("http://a"), Map.of(), Map.of(), load, Duration.ofSeconds(1), 1, true);
  }

  private static List<Sent> sent(
      Share share, long seed, Arrivals arrivals, double rate, int requests) {
    SplittableRandom random = new SplittableRandom(seed);
    LongSupplier instants = share.instants(arrivals.instants(rate, random.split()));
    Supplier<Work.Item> items = share.requests(new Work(WORKLOAD, random.split()));
    List<Sent> sent = new ArrayList<>();
    for (int i = 0; i < requests; i++) {
      sent.add(new Sent(instants.getAsLong(), items.get()));
    }
    return sent;
  }
}
