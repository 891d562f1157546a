package dev.tuninglab.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The knob {@code prepare} in a running app, together with {@code pool}. */
@ExtendWith(TestDatabase.Provider.class)
class PrepareOverHttpTest {
  private static final int REQUESTS = 30;

  /** An order takes two statements. */
  @ParameterizedTest
  @CsvSource({
    "hikari, on, 5, 20",
    "hikari, on, 1, 12",
    "hikari, off, 5, 60",
    "none, on, 1, 60",
    "none, on, 5, 60",
    "none, off, 5, 60",
  })
  void plansAreKeptOnlyByAConnectionThatIsKept(
      String pool, String prepare, String threshold, int plans, TestDatabase database)
      throws Exception {
    try (TestRole role = new TestRole(database, 20)) {
      role.set("pg_stat_statements.track_planning", "on");
      try (TestApp app =
          TestApp.startAt(
              role.url(),
              "pool=" + pool,
              "pool.size=1",
              "prepare=" + prepare,
              "prepare.threshold=" + threshold)) {
        long before = role.plansOf("%order%");
        for (int i = 1; i <= REQUESTS; i++) {
          assertThat(app.get("/orders/" + i).statusCode()).isEqualTo(200);
        }
        assertThat(role.plansOf("%order%") - before).isEqualTo(plans);
      }
    }
  }
}
