package dev.tuninglab.app.knobs.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RetryAfterTest {
  @Test
  void clientsAreToldDifferentTimesAndNoneThatIsTooSoon() {
    RetryAfter retryAfter = new RetryAfter(Duration.ofSeconds(5));
    Set<Integer> now = new TreeSet<>();
    Set<Integer> later = new TreeSet<>();
    for (int i = 0; i < 1_000; i++) {
      now.add(retryAfter.seconds(Duration.ZERO));
      later.add(retryAfter.seconds(Duration.ofMillis(2_001)));
    }
    assertThat(now).containsExactly(1, 2, 3, 4, 5);
    assertThat(later).containsExactly(3, 4, 5, 6, 7);
  }
}
