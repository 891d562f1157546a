package dev.tuninglab.app.knobs.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.tuninglab.app.tuning.InvalidSetting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What each variant of the knob {@code threads} holds to. */
@Timeout(60)
class ThreadsContractTest {
  private static final Map<String, Integer> OLDEST_JDK = Map.of("platform", 17, "virtual", 21);

  /** Of five that wait for each other, so many are at it at once, with a size of two. */
  private static final Map<String, Integer> AT_ONCE = Map.of("platform", 2, "virtual", 5);

  @ParameterizedTest
  @EnumSource(Threads.class)
  void workRunsOnAThreadOfTheKindThatWasAskedFor(Threads variant) throws Exception {
    try (RequestThreads threads = made(variant, 2)) {
      CompletableFuture<Thread> runner = new CompletableFuture<>();
      threads.execute(() -> runner.complete(Thread.currentThread()));

      assertThat(runner.get()).isNotSameAs(Thread.currentThread());
      assertThat(isVirtual(runner.get())).isEqualTo(variant.id().equals("virtual"));
    }
  }

  @ParameterizedTest
  @EnumSource(Threads.class)
  void workWaitsForAThreadOnlyWhereTheyAreBounded(Threads variant) throws Exception {
    CountDownLatch all = new CountDownLatch(1);
    CountDownLatch expected = new CountDownLatch(AT_ONCE.get(variant.id()));
    AtomicInteger started = new AtomicInteger();
    try (RequestThreads threads = made(variant, 2)) {
      for (int i = 0; i < 5; i++) {
        threads.execute(
            () -> {
              started.incrementAndGet();
              expected.countDown();
              await(all);
            });
      }
      expected.await();
      assertThat(started).hasValue(AT_ONCE.get(variant.id()));
      all.countDown();
    }
    assertThat(started).hasValue(5);
  }

  @ParameterizedTest
  @EnumSource(Threads.class)
  void closingWaitsForWhatRunsAndForWhatStillWaits(Threads variant) throws Exception {
    CountDownLatch closing = new CountDownLatch(1);
    AtomicInteger done = new AtomicInteger();
    RequestThreads threads = made(variant, 1);
    for (int i = 0; i < 5; i++) {
      threads.execute(
          () -> {
            await(closing);
            done.incrementAndGet();
          });
    }
    closing.countDown();
    threads.close();

    assertThat(done).hasValue(5);
  }

  @ParameterizedTest
  @EnumSource(Threads.class)
  void whatDoesNotEndIsInterrupted(Threads variant) throws Exception {
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    RequestThreads threads = made(variant, 1);
    threads.execute(
        () -> {
          running.countDown();
          interrupted.complete(!await(never));
        });
    running.await();
    threads.close();

    assertThat(interrupted.get()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Threads.class)
  void afterTheEndWorkIsRejected(Threads variant) {
    RequestThreads threads = made(variant, 1);
    threads.close();

    assertThatThrownBy(() -> threads.execute(() -> {}))
        .isInstanceOf(RejectedExecutionException.class);
  }

  @ParameterizedTest
  @EnumSource(Threads.class)
  void workThatThrowsHarmsNoOtherWork(Threads variant) throws Exception {
    List<CompletableFuture<Void>> done = new ArrayList<>();
    try (RequestThreads threads = made(variant, 1)) {
      for (int i = 0; i < 3; i++) {
        CompletableFuture<Void> next = new CompletableFuture<>();
        done.add(next);
        threads.execute(
            () -> {
              next.complete(null);
              throw new IllegalStateException("one request's fault");
            });
      }
      for (CompletableFuture<Void> each : done) {
        each.get();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Threads.class)
  void aJdkThatIsTooOldIsRefusedWithWhatToDo(Threads variant) {
    int oldest = OLDEST_JDK.get(variant.id());
    assertThatCode(() -> variant.requireJdk(oldest)).doesNotThrowAnyException();
    assertThatThrownBy(() -> variant.requireJdk(oldest - 1))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageStartingWith("threads must be ")
        .hasMessageEndingWith(
            " on JDK %d, but was '%s', which needs JDK %d or newer: start it with one, in the lab by --set jdk=25"
                .formatted(oldest - 1, variant.id(), oldest));
  }

  @ParameterizedTest
  @EnumSource(Threads.class)
  void whatThisJdkDoesNotHaveIsNeverReplacedBySomethingElse(Threads variant) {
    assumeThat(Runtime.version().feature()).isLessThan(OLDEST_JDK.get(variant.id()));

    assertThatThrownBy(() -> variant.make(new ThreadsSettings(1)))
        .isInstanceOf(InvalidSetting.class);
  }

  @Test
  void aSizeOutOfItsRangeIsRefused() {
    assertThatThrownBy(() -> new ThreadsSettings(0))
        .isInstanceOf(InvalidSetting.class)
        .hasMessage("threads.size must be a whole number from 1 to 1000, but was '0'");
  }

  private static RequestThreads made(Threads variant, int size) {
    assumeThat(Runtime.version().feature())
        .as("%s needs a newer JDK than this", variant.id())
        .isGreaterThanOrEqualTo(OLDEST_JDK.get(variant.id()));
    return variant.make(new ThreadsSettings(size));
  }

  /** Not in Java 17, for which this is written. */
  private static boolean isVirtual(Thread thread) throws ReflectiveOperationException {
    return Runtime.version().feature() >= 21
        && (boolean) Thread.class.getMethod("isVirtual").invoke(thread);
  }

  private static boolean await(CountDownLatch latch) {
    try {
      latch.await();
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }
}
