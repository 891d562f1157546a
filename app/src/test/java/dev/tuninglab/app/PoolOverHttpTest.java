package dev.tuninglab.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuninglab.app.tuning.InvalidSetting;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The knob {@code pool} in a running app. */
@ExtendWith(TestDatabase.Provider.class)
@Timeout(60)
class PoolOverHttpTest {
  @Test
  void aRequestThatWaitsForAConnectionIsMeasuredAndInTimeRefused(TestDatabase database)
      throws Exception {
    try (TestApp app = TestApp.start(database, "pool.size=1", "pool.timeout=250ms");
        Connection blocker = database.connect();
        Statement statement = blocker.createStatement()) {
      blocker.setAutoCommit(false);
      statement.execute("lock table customer in access exclusive mode");
      // Customer 10 has no orders, so the app has to look into the locked table.
      CompletableFuture<HttpResponse<String>> holder =
          CompletableFuture.supplyAsync(() -> get(app, "/customers/10/orders"));
      while (database.number("select count(*) from pg_locks where not granted") == 0) {
        Thread.onSpinWait();
      }

      assertThat(app.get("/orders/1").statusCode()).isEqualTo(503);
      assertThat(waitedSeconds(app)).isGreaterThanOrEqualTo(0.25);

      blocker.rollback();
      assertThat(holder.get().statusCode()).isEqualTo(200);
    }
  }

  @Test
  void settingsThatContradictEachOtherAreRefusedAtTheStart(TestDatabase database) {
    String[] arguments = {
      "--port=0", "--db-url=" + database.url(), "--set=pool.size=2", "--set=pool.min-idle=3"
    };
    assertThatThrownBy(() -> RunningApp.start(AppSettings.of(arguments, Map.of())))
        .isInstanceOf(InvalidSetting.class)
        .hasMessage("pool.min-idle must be at most pool.size, which is 2, but was '3'");
  }

  @Test
  void settingsThatContradictThoseInEffectAreRefusedLive(TestDatabase database) throws Exception {
    try (TestApp app = TestApp.start(database, "pool.min-idle=4")) {
      HttpResponse<String> response = app.tune("pool.size", "3");

      assertThat(response.statusCode()).isEqualTo(422);
      assertThat(TestApp.json(response).get("detail").asText())
          .isEqualTo("pool.min-idle must be at most pool.size, which is 3, but was '4'");
      assertThat(TestApp.json(app.get("/tuning")).get("pool.size").asText()).isEqualTo("10");
    }
  }

  private static double waitedSeconds(TestApp app) throws Exception {
    Matcher sum =
        Pattern.compile("db_connection_wait_seconds_sum (\\S+)")
            .matcher(app.get("/metrics").body());
    assertThat(sum.find()).isTrue();
    return Double.parseDouble(sum.group(1));
  }

  private static HttpResponse<String> get(TestApp app, String path) {
    try {
      return app.get(path);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
