package dev.tuninglab.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The knobs {@code wait} and {@code burn} in a running app: by lower bounds, on any machine. */
@ExtendWith(TestDatabase.Provider.class)
class HandicapOverHttpTest {
  @ParameterizedTest
  @ValueSource(strings = {"wait", "burn"})
  void everyRequestOfACustomerTakesAtLeastThatLong(String knob, TestDatabase database)
      throws Exception {
    try (TestApp app = TestApp.start(database, knob + "=30ms")) {
      assertThat(app.get("/orders/1").statusCode()).isEqualTo(200);
      assertThat(app.get("/orders/999999999").statusCode()).isEqualTo(404);
      assertThat(app.get("/health/live").statusCode()).isEqualTo(200);

      String metrics = app.get("/metrics").body();
      assertThat(metrics)
          .contains(
              "http_request_duration_seconds_bucket{route=\"/orders/{id}\",le=\"0.025\"} 0",
              "http_request_duration_seconds_count{route=\"/orders/{id}\"} 2");
    }
  }
}
