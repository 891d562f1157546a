package dev.tuninglab.gatling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tuninglab.gatling.wire.Wire;
import dev.tuninglab.gatling.workload.Arrivals;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SliceOrderTest {
  private static final Load LOAD = new Load.Open(10, Arrivals.CONSTANT);
  private static final Duration SECOND = Duration.ofSeconds(1);

  @ParameterizedTest
  @ValueSource(strings = {"//127.0.0.1:80", "ftp://a", "http:///x", "http://a/?q=1"})
  void aBaseUrlThatIsNotOneIsRefused(String url) {
    assertThatThrownBy(() -> order(url, LOAD, SECOND))
        .hasMessage("baseUrl must be like http://127.0.0.1:8080, but was '" + url + "'");
  }

  @Test
  void aLengthOutsideTheRangeIsRefused() {
    assertThatThrownBy(() -> order("http://a", LOAD, Duration.ofMillis(9)))
        .hasMessage("length must be 10 ms to 1 hour, but was PT0.009S");
  }

  @Test
  void aProtocolThatNoGeneratorSpeaksIsRefused() {
    SliceOrder order = order("http://a", LOAD, SECOND);
    assertThat(order.at(URI.create("https://a"), "h2").protocol()).isEqualTo("h2");
    assertThatThrownBy(() -> order.at(URI.create("https://a"), "h3"))
        .hasMessage("protocol must be one of http/1.1, h2, but was 'h3'");
  }

  @Test
  void loadsCheckThemselves() {
    assertThatThrownBy(() -> new Load.Closed(0)).hasMessage("users must be 1 or more, but was 0");
    assertThatThrownBy(() -> new Load.Open(1, null))
        .hasMessage("arrivals must be one of CONSTANT, POISSON, but was null");
  }

  @Test
  void ordersAndReportsTravelUnchanged() throws Exception {
    ObjectMapper json = Wire.mapper();
    for (Load load : new Load[] {LOAD, new Load.Closed(3)}) {
      SliceOrder order = order("http://a:1/b", load, Duration.ofNanos(1_234_567_890));
      assertThat(json.readValue(json.writeValueAsString(order), SliceOrder.class)).isEqualTo(order);
      SliceOrder secured = order.at(URI.create("https://a:1/b"), "h2");
      assertThat(json.readValue(json.writeValueAsString(secured), SliceOrder.class))
          .isEqualTo(secured);
      if (load instanceof Load.Open) {
        SliceOrder kept = order.keeping(new SliceOrder.Detail(Duration.ofMillis(100), "/a/ledger"));
        assertThat(json.readValue(json.writeValueAsString(kept), SliceOrder.class)).isEqualTo(kept);
        assertThat(kept.at(URI.create("https://b:1"), "h2").readingPhases().detail())
            .isEqualTo(kept.detail());
      }
      SliceOrder reading = secured.readingPhases().at(URI.create("https://b:1"), "h2");
      assertThat(reading.readPhases()).isTrue();
      assertThat(json.readValue(json.writeValueAsString(reading), SliceOrder.class))
          .isEqualTo(reading);
    }
    Histogram histogram = new Histogram(1, 120_000_000, 3);
    histogram.recordValue(5);
    histogram.recordValueWithCount(70_000_000, 3);
    Map<String, Double> phases = new LinkedHashMap<>();
    phases.put("query", 1_200.000_000_1);
    phases.put("a", 0.1);
    EndpointReport endpoint =
        new EndpointReport(
            6,
            4,
            1,
            Map.of("timeout", 1L),
            0,
            histogram,
            histogram,
            histogram,
            histogram,
            50_000_000_000L,
            phases,
            3);
    SliceReport report =
        new SliceReport("s", 1, 2, Map.of("get", endpoint), histogram, histogram, 3, 4, 5);
    SliceReport read = json.readValue(json.writeValueAsString(report), SliceReport.class);
    assertThat(read).isEqualTo(report);
    assertThat(read.endpoints().get("get").phases().keySet()).containsExactly("query", "a");
    Timeline timeline =
        new Timeline(
            1_234_567_890_123_456_789L,
            Duration.ofMillis(100),
            List.of(new Timeline.Bucket(4, 2, 1, Map.of("timeout", 1L), histogram)),
            true);
    assertThat(json.readValue(json.writeValueAsString(timeline), Timeline.class))
        .isEqualTo(timeline);
  }

  @Test
  void moreBucketsThanAreHeldInMemoryAreRefused() {
    SliceOrder order = order("http://a", LOAD, Duration.ofHours(1));
    assertThatThrownBy(() -> order.keeping(new SliceOrder.Detail(Duration.ofMillis(300), null)))
        .hasMessage("length must be less than 12000 buckets of PT0.3S, but was PT1H");
    assertThatThrownBy(() -> new SliceOrder.Detail(Duration.ofMillis(9), null))
        .hasMessage("bucket must be 10 ms to 1 minute, but was PT0.009S");
    SliceOrder closed = order("http://a", new Load.Closed(1), SECOND);
    assertThatThrownBy(() -> closed.keeping(new SliceOrder.Detail(SECOND, null)))
        .hasMessage("detail needs an open load, but load was Closed[users=1]");
  }

  private static SliceOrder order(String url, Load load, Duration length) {
    return new SliceOrder(
        "s", "a", URI.create(url), Map.of("h", "v"), Map.of("c", "x"), load, length, 7, true);
  }
}
