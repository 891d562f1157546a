// Copied from API Tuning Lab with its package names changed; Apache License 2.0.
package com.acme.orders.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who waits for whom, and what a change meets while something is being read. */
@Timeout(60)
class LocalResponseCacheTest {
  private static final int WAITERS = 16;

  private final ExecutorService clients = Executors.newCachedThreadPool();
  private final CountedEvents events = new CountedEvents();
  private final AtomicLong clock = new AtomicLong();
  private final ResponseCache cache = cache(10);

  private ResponseCache cache(int size) {
    return new LocalResponseCache(
        new CacheSettings(size, Duration.ofSeconds(60), Duration.ZERO), events, clock::get);
  }

  @AfterEach
  void endClients() {
    clients.shutdownNow();
  }

  /** A source that says when it is being read, and then waits until it may go on. */
  private static final class Slow implements Source {
    final CountDownLatch reading = new CountDownLatch(1);
    final CountDownLatch go = new CountDownLatch(1);
    final AtomicInteger reads = new AtomicInteger();
    private final String body;

    Slow(String body) {
      this.body = body;
    }

    @Override
    public Optional<byte[]> body() throws Exception {
      reads.incrementAndGet();
      reading.countDown();
      go.await();
      if (body == null) {
        throw new SQLException("no database");
      }
      return Optional.of(body.getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void manyWhoWaitCauseOneReading() throws Exception {
    Slow source = new Slow("once");
    List<Future<String>> answers = waitAtOnce(source);
    source.go.countDown();

    for (Future<String> answer : answers) {
      assertThat(answer.get()).isEqualTo("once");
    }
    assertThat(source.reads).hasValue(1);
    assertThat(events.misses).hasValue(1);
    assertThat(events.hits).hasValue(WAITERS);
  }

  @Test
  void aFailureIsThatOfAllWhoWaitedAndOfNobodyLater() throws Exception {
    Slow source = new Slow(null);
    List<Future<String>> answers = waitAtOnce(source);
    source.go.countDown();

    List<Throwable> failures = new ArrayList<>();
    for (Future<String> answer : answers) {
      assertThat(answer)
          .failsWithin(Duration.ofSeconds(50))
          .withThrowableOfType(ExecutionException.class)
          .satisfies(e -> failures.add(e.getCause()));
    }
    assertThat(failures).hasSize(WAITERS + 1).containsOnly(failures.get(0));
    assertThat(failures.get(0)).isInstanceOf(SQLException.class).hasMessage("no database");
    assertThat(source.reads).hasValue(1);
    assertThat(get(1, of("later"))).isEqualTo("later");
  }

  @Test
  void whatWasReadBeforeACommitIsNotFoundAfterIt() throws Exception {
    Slow before = new Slow("before the commit");
    Future<String> early = clients.submit(() -> get(1, before));
    before.reading.await();
    cache.changed(List.of(1L));

    // Its reading has not ended: who comes now must neither wait for it nor get it.
    assertThat(get(1, of("after the commit"))).isEqualTo("after the commit");
    before.go.countDown();
    assertThat(early.get()).isEqualTo("before the commit");
    assertThat(get(1, of("read again"))).isEqualTo("after the commit");
  }

  @Test
  void theSameHoldsWhenNobodyCameBetween() throws Exception {
    Slow before = new Slow("before the commit");
    Future<String> early = clients.submit(() -> get(1, before));
    before.reading.await();
    cache.allChanged();
    before.go.countDown();
    early.get();

    assertThat(get(1, of("after the commit"))).isEqualTo("after the commit");
  }

  @Test
  void aFailedReadingFromBeforeAChangeRemovesNothingOfAfter() throws Exception {
    Slow before = new Slow(null);
    Future<String> early = clients.submit(() -> get(1, before));
    before.reading.await();
    cache.changed(List.of(1L));
    assertThat(get(1, of("after the commit"))).isEqualTo("after the commit");
    before.go.countDown();

    assertThat(early).failsWithin(Duration.ofSeconds(50));
    assertThat(get(1, of("read again"))).isEqualTo("after the commit");
  }

  @Test
  void oneReadingDoesNotHoldUpAnother() throws Exception {
    Slow source = new Slow("slow");
    Future<String> answer = clients.submit(() -> get(1, source));
    source.reading.await();
    for (long key = 2; key < 10; key++) {
      assertThat(get(key, of("quick"))).isEqualTo("quick");
    }
    cache.changed(List.of(2L, 3L));
    source.go.countDown();

    assertThat(answer.get()).isEqualTo("slow");
  }

  @Test
  void thereAreNeverMoreThanTheSize() throws Exception {
    for (long key = 1; key <= 100; key++) {
      get(key, of("a"));
    }
    assertThat(events.evicted).hasValue(90);

    events.misses.set(0);
    for (long key = 1; key <= 100; key++) {
      get(key, of("b"));
    }
    assertThat(events.misses.get()).isGreaterThanOrEqualTo(90);
  }

  @Test
  void aResponseIsNeverOlderThanItsTimeToLive() throws Exception {
    assertThat(get(1, of("old"))).isEqualTo("old");
    clock.addAndGet(Duration.ofSeconds(60).toNanos() - 1);
    assertThat(get(1, of("new"))).isEqualTo("old");
    clock.addAndGet(1);
    assertThat(get(1, of("new"))).isEqualTo("new");
    assertThat(events.evicted).hasValue(1);
  }

  @Test
  void ageCountsFromTheStartOfTheReading() throws Exception {
    Slow source = new Slow("slow");
    Future<String> answer = clients.submit(() -> get(1, source));
    source.reading.await();
    clock.addAndGet(Duration.ofSeconds(60).toNanos());
    source.go.countDown();
    answer.get();

    assertThat(get(1, of("new"))).isEqualTo("new");
  }

  /** One that reads, and others that wait for it. */
  private List<Future<String>> waitAtOnce(Slow source) throws InterruptedException {
    List<Future<String>> answers = new ArrayList<>();
    answers.add(clients.submit(() -> get(1, source)));
    source.reading.await();
    for (int i = 0; i < WAITERS; i++) {
      answers.add(clients.submit(() -> get(1, source)));
    }
    while (events.hits.get() < WAITERS) {
      Thread.onSpinWait();
    }
    return answers;
  }

  private static Source of(String body) {
    return () -> Optional.of(body.getBytes(StandardCharsets.UTF_8));
  }

  private String get(long key, Source source) throws Exception {
    return new String(
        cache.get(key, List.of(), source).orElseThrow().body(), StandardCharsets.UTF_8);
  }
}
