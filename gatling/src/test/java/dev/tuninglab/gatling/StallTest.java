package dev.tuninglab.gatling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuninglab.gatling.workload.Arrivals;
import dev.tuninglab.gatling.workload.RequestSpec;
import dev.tuninglab.gatling.workload.Workload;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that stalls for a second in ten, and what an open and a closed load tell of it. Lower
 * bounds and counts alone, by arithmetic: a slow machine makes the latencies larger.
 *
 * <p>At r requests a second, a second of stall has r requests due in it. One that is due when there
 * is still a time t to go ends no sooner than in t, whether it reaches the server before the end of
 * the stall or only after it. So of all latencies the k-th longest is at least 1 - k/r seconds.
 */
class StallTest {
  private static final int RATE = 200;
  private static final int USERS = 8;
  private static final long STALL_MICROS = 1_000_000;
  private static final Duration SLICE = Duration.ofSeconds(10);

  /** A histogram of three digits may tell a value as so much less. */
  private static final double RESOLUTION = 0.998;

  private static Generator generator;
  @TempDir static Path folder;

  @BeforeAll
  static void startGenerator() throws InterruptedException {
    Workload workload = new Workload("stall", List.of(RequestSpec.get("get", "/stall")), Map.of());
    generator =
        Generator.start(
            GeneratorOptions.of(folder, workload)
                .withMaxUsers(USERS)
                .withTimeouts(Duration.ofSeconds(10), Duration.ofSeconds(60)));
  }

  @AfterAll
  static void endGenerator() {
    generator.close();
  }

  @Test
  void anOpenLoadChargesAStallToAllWhoWereDueInItAndTheSendAloneDoesNot() throws Exception {
    try (TinyServer server = new TinyServer()) {
      EndpointReport get = run(server, new Load.Open(RATE, Arrivals.CONSTANT), SLICE);
      Histogram latency = get.fromScheduled();

      assertThat(get.offered()).isEqualTo(RATE * SLICE.toSeconds());
      assertThat(get.completed()).isEqualTo(get.offered());
      for (int k = 1; k < RATE; k++) {
        long atLeast = STALL_MICROS - STALL_MICROS / RATE * k;
        assertThat(latency.getCountBetweenValues((long) (atLeast * RESOLUTION), 120_000_000))
            .as("requests that took %d us and more", atLeast)
            .isGreaterThanOrEqualTo(k);
      }
      // The hundredth part of 2,000 are 20: 20/200 of a second before the end of the stall.
      assertThat(latency.getValueAtPercentile(99)).isGreaterThan((long) (900_000 * RESOLUTION));
      assertThat(latency.getMaxValue()).isGreaterThan((long) (995_000 * RESOLUTION));

      // No more requests than there are users are sent into the stall. The others wait for a user,
      // and who counts from the send leaves that out: the sum of 1 - k/r over k = 9 to 200 at
      // least.
      assertThat(server.stalled()).isLessThanOrEqualTo(USERS);
      double leftOut = get.fromScheduled().getMean() - get.fromSent().getMean();
      assertThat(leftOut * get.completed()).isGreaterThan(91_000_000 * RESOLUTION);
      assertThat(get.fromSent().getValueAtPercentile(99))
          .isLessThanOrEqualTo(get.fromScheduled().getValueAtPercentile(99));
    }
  }

  /** Users who wait for their answers do not come meanwhile: the stall is hardly sampled. */
  @Test
  void aClosedLoadMeetsAStallOnceAUserAtMost() throws Exception {
    try (TinyServer server = new TinyServer()) {
      EndpointReport get = run(server, new Load.Closed(4), Duration.ofSeconds(3));

      assertThat(server.stalled()).isLessThanOrEqualTo(4);
      assertThat(get.completed()).isEqualTo(get.offered()).isEqualTo(server.requests().size());
    }
  }

  private static EndpointReport run(TinyServer server, Load load, Duration length)
      throws InterruptedException {
    server.stall(Duration.ofSeconds(1), Duration.ofSeconds(1));
    SliceOrder order =
        new SliceOrder("slice", "a", server.url(), Map.of(), Map.of(), load, length, 1, true);
    SliceReport report = generator.run(order, Duration.ofMinutes(2));
    return report.endpoints().get("get");
  }
}
