package dev.tuninglab.gatling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tuninglab.gatling.wire.Wire;
import dev.tuninglab.gatling.workload.Arrivals;
import dev.tuninglab.gatling.workload.Feeder;
import dev.tuninglab.gatling.workload.RequestSpec;
import dev.tuninglab.gatling.workload.Workload;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a slice tells of its parts, and of its writes. Counts and lower bounds alone. */
class TimelineTest {
  private static final int RATE = 100;
  private static final Duration BUCKET = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Two clocks are read one after the other, on a machine that may stop in between. */
  private static final long CLOCKS_NANOS = 20_000_000;

  /** A histogram of three digits may tell a value as so much less. */
  private static final double RESOLUTION = 0.998;

  @TempDir Path folder;
  private Generator generator;

  @AfterEach
  void endGenerator() {
    generator.close();
  }

  @Test
  void aStallIsChargedToThosePartsInWhichRequestsWereDueInIt() throws Exception {
    start(List.of(RequestSpec.get("get", "/stall")), 8, Duration.ofSeconds(30));
    try (TinyServer server = new TinyServer()) {
      server.stall(Duration.ofSeconds(1), Duration.ofSeconds(1));
      SliceReport report = run(server, Duration.ofSeconds(5), null);

      List<Timeline.Bucket> buckets = report.timeline().buckets();
      assertThat(buckets).hasSize(50).allMatch(bucket -> bucket.offered() == RATE / 10);
      assertThat(buckets).allMatch(bucket -> bucket.completed() == bucket.offered());
      assertThat(merged(buckets)).isEqualTo(report.endpoints().get("get").fromScheduled());
      long end = nanosAfterStart(report, server.endOfStall());
      // Eight at least, but on a machine that takes seconds for the first request.
      int met = 0;
      for (int i = 0; i < buckets.size(); i++) {
        long from = BUCKET.toNanos() * i;
        long to = from + BUCKET.toNanos();
        if (from > end - 1_000_000_000 && to < end) {
          met++;
          assertThat(buckets.get(i).fromScheduled().getMinValue())
              .as("part %d, in us", i)
              .isGreaterThanOrEqualTo((long) ((end - to - CLOCKS_NANOS) / 1_000 * RESOLUTION));
        }
      }
      assertThat(met).isPositive();
    }
  }

  @Test
  void asManyUsersAsRequestsThatMayBeWaitingLetTheScheduleGoOnAndNoneIsLost() throws Exception {
    start(List.of(RequestSpec.get("get", "/hang")), 2 * RATE, Duration.ofSeconds(1));
    try (TinyServer server = new TinyServer()) {
      SliceReport report = run(server, Duration.ofSeconds(2), null);

      assertThat(report.waited()).isZero();
      assertThat(report.timeline().buckets())
          .hasSize(20)
          .allMatch(bucket -> bucket.failed().equals(Map.of("timeout", (long) RATE / 10)));
      assertThat(report.timeline().cutShort()).isFalse();
    }
  }

  @Test
  void requestsForWhichNoUserCameStandInThePartInWhichTheyWereDue() throws Exception {
    start(List.of(RequestSpec.get("get", "/hang")), 1, Duration.ofSeconds(1));
    try (TinyServer server = new TinyServer()) {
      List<Timeline.Bucket> buckets =
          run(server, Duration.ofMillis(500), null).timeline().buckets();

      assertThat(buckets)
          .hasSize(5)
          .allMatch(bucket -> bucket.failures() == RATE / 10)
          .anyMatch(bucket -> bucket.failed().containsKey("not-sent"));
    }
  }

  @Test
  void aSliceThatIsBrokenOffTellsOfThePartsThatAreWhole() throws Exception {
    start(List.of(RequestSpec.get("get", "/ok")), 200, Duration.ofSeconds(30));
    try (TinyServer server = new TinyServer()) {
      run(server, Duration.ofSeconds(1), null); // the first requests of all take long
      Thread waiting = Thread.currentThread();
      Thread breaker =
          new Thread(
              () -> {
                while (server.requests().size() < 3 * RATE) {
                  LockSupport.parkNanos(1_000_000);
                }
                waiting.interrupt();
              });
      breaker.start();
      assertThatThrownBy(() -> run(server, Duration.ofMinutes(2), null))
          .isInstanceOf(InterruptedException.class);
      breaker.join();

      Timeline timeline = generator.cutShort(PATIENCE).orElseThrow().timeline();

      assertThat(timeline.cutShort()).isTrue();
      assertThat(timeline.buckets()).hasSizeLessThan(1_200);
      assertThat(timeline.buckets())
          .allMatch(bucket -> bucket.completed() == bucket.offered())
          .allMatch(bucket -> bucket.offered() == RATE / 10);
      assertThat(generator.cutShort(PATIENCE)).isEmpty();
    }
  }

  @Test
  void anOrderThatIsBrokenOffBeforeItBeginsIsShort() throws Exception {
    start(List.of(RequestSpec.get("get", "/ok")), 8, Duration.ofSeconds(30));
    try (TinyServer server = new TinyServer()) {
      run(server, Duration.ofMillis(100), null); // one that has ended must not take it for its own
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> run(server, Duration.ofMinutes(2), null))
          .isInstanceOf(InterruptedException.class);

      assertThat(generator.cutShort(PATIENCE).orElseThrow().timeline().cutShort()).isTrue();
    }
  }

  @Test
  void theLedgerHoldsEveryWriteWithItsKeyAndWhatBecameOfIt() throws Exception {
    start(
        List.of(
            write("write", "/written/${id}"),
            write("lost", "/drop"),
            RequestSpec.get("get", "/ok")),
        8,
        Duration.ofSeconds(30));
    try (TinyServer server = new TinyServer()) {
      Path file = folder.resolve("ledger.jsonl");
      SliceReport report = run(server, Duration.ofSeconds(1), file.toString());

      List<LedgerEntry> entries = read(file);
      EndpointReport writes = report.endpoints().get("write");
      EndpointReport lost = report.endpoints().get("lost");
      assertThat(entries).hasSize((int) (writes.offered() + lost.offered()));
      assertThat(entries.stream().map(LedgerEntry::key).distinct()).hasSize(entries.size());
      for (LedgerEntry entry : entries) {
        assertThat(entry.headers()).containsEntry("Idempotency-Key", entry.key());
        assertThat(entry.body()).isEqualTo("{\"key\":\"" + entry.key() + "\"}");
        if (entry.request().equals("write")) {
          assertThat(entry.outcome()).isEqualTo("completed");
          assertThat(entry.status()).isEqualTo(201);
          assertThat(entry.foundAt()).isEqualTo(entry.path().replace("written", "things"));
        } else {
          assertThat(entry.outcome()).isEqualTo("closed");
          assertThat(entry.sent()).isPositive();
          assertThat(entry.foundAt()).isNull();
        }
        assertThat(entry.endedNanos()).isGreaterThan(entry.scheduledNanos());
      }
    }
  }

  @Test
  void aLedgerThatIsThereAlreadyIsNotWrittenOver() throws Exception {
    start(List.of(RequestSpec.get("get", "/ok")), 1, Duration.ofSeconds(1));
    Path file = Files.writeString(folder.resolve("ledger.jsonl"), "kept");
    try (TinyServer server = new TinyServer()) {
      assertThatThrownBy(() -> run(server, Duration.ofSeconds(1), file.toString()))
          .isInstanceOf(GeneratorException.class)
          .hasMessageContaining("the ledger " + file + " cannot be written");
    }
    assertThat(file).hasContent("kept");
  }

  private static RequestSpec write(String name, String path) {
    return new RequestSpec(
        name,
        "POST",
        path,
        Map.of("Idempotency-Key", "${key}"),
        "{\"key\":\"${key}\"}",
        1,
        Set.of(201),
        false,
        new RequestSpec.Ledger("idempotency-key", "Location"));
  }

  private static List<LedgerEntry> read(Path file) throws Exception {
    ObjectMapper json = Wire.mapper();
    List<LedgerEntry> entries = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      entries.add(json.readValue(line, LedgerEntry.class));
    }
    return entries;
  }

  private static Histogram merged(List<Timeline.Bucket> buckets) {
    Histogram all = new Histogram(1, 120_000_000, 3);
    buckets.forEach(bucket -> all.add(bucket.fromScheduled()));
    return all;
  }

  private static long nanosAfterStart(SliceReport report, long nanoTime) {
    Instant now = Instant.now();
    long sinceEpoch = TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    return sinceEpoch + (nanoTime - System.nanoTime()) - report.timeline().startedAtNanos();
  }

  private void start(List<RequestSpec> requests, int users, Duration timeout)
      throws InterruptedException {
    Workload workload =
        new Workload(
            "timeline",
            requests,
            Map.of("key", new Feeder.Unique(), "id", new Feeder.Uniform(1, 1_000, 1)));
    generator =
        Generator.start(
            GeneratorOptions.of(folder, workload)
                .withMaxUsers(users)
                .withTimeouts(Duration.ofSeconds(10), timeout));
  }

  private SliceReport run(TinyServer server, Duration length, String ledger)
      throws InterruptedException {
    Load load = new Load.Open(RATE, Arrivals.CONSTANT);
    SliceOrder order =
        new SliceOrder("slice", "a", server.url(), Map.of(), Map.of(), load, length, 1, true)
            .keeping(new SliceOrder.Detail(BUCKET, ledger));
    return generator.run(order, PATIENCE);
  }
}
