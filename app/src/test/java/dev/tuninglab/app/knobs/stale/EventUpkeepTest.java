package dev.tuninglab.app.knobs.stale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuninglab.app.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabase.Provider.class)
@Timeout(60)
class EventUpkeepTest {
  private static final Duration SOON = Duration.ofMillis(1);

  private final Queue<Exception> failures = new ConcurrentLinkedQueue<>();

  @Test
  void theWorkIsDoneAgainAndAgainEachTimeOnAConnectionThatIsOpen(TestDatabase database)
      throws Exception {
    CountDownLatch times = new CountDownLatch(3);
    EventUpkeep upkeep =
        new EventUpkeep(
            database::connect,
            connection -> {
              assertThat(connection.isClosed()).isFalse();
              times.countDown();
            },
            SOON,
            failures::add);
    times.await();
    upkeep.close();
    assertThat(failures).isEmpty();
  }

  @Test
  void aTimeThatFailsIsToldOfAndTheNextComesAllTheSame(TestDatabase database) throws Exception {
    CountDownLatch times = new CountDownLatch(3);
    AtomicInteger connections = new AtomicInteger();
    EventUpkeep upkeep =
        new EventUpkeep(
            () -> {
              if (connections.incrementAndGet() == 1) {
                throw new SQLException("not now");
              }
              return database.connect();
            },
            connection -> {
              times.countDown();
              throw new IllegalStateException("broken");
            },
            SOON,
            failures::add);
    times.await();
    upkeep.close();
    assertThat(failures).extracting(Exception::getMessage).startsWith("not now", "broken");
  }

  @Test
  void nothingIsDoneAfterItIsClosed(TestDatabase database) throws Exception {
    AtomicInteger times = new AtomicInteger();
    CountDownLatch first = new CountDownLatch(1);
    EventUpkeep upkeep =
        new EventUpkeep(
            database::connect,
            connection -> {
              times.incrementAndGet();
              first.countDown();
            },
            SOON,
            failures::add);
    first.await();
    upkeep.close();
    int done = times.get();

    assertThat(times.get()).isEqualTo(done);
    assertThat(failures).isEmpty();
  }
}
