package dev.tuninglab.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkTest {
  @ParameterizedTest
  @CsvSource({
    "20mbit/20ms, 20000000, 20000, 20mbit/20ms",
    "1.5mbit/0.5ms, 1500000, 500, 1.5mbit/500us",
    "64kbit, 64000, 0, 64kbit",
    "1000kbit/0ms, 1000000, 0, 1mbit",
    "1gbit/1s, 1000000000, 1000000, 1gbit/1s"
  })
  void bandwidthMayComeWithARoundTrip(String given, long bits, long micros, String text) {
    Link link = Link.parse("--link", given);
    assertThat(link.bitsPerSecond()).isEqualTo(bits);
    assertThat(link.roundTrip()).isEqualTo(Duration.ofNanos(micros * 1_000));
    assertThat(link.isLimited()).isTrue();
    assertThat(link.text()).isEqualTo(text);
    assertThat(Link.parse("--link", text)).isEqualTo(link);
  }

  @ParameterizedTest
  @CsvSource({"0.5ms, 500us", "20ms, 20ms", "1s, 1s", "0ms, 0s", "0s, 0s"})
  void aRoundTripAloneLimitsNoBandwidth(String given, String text) {
    Link link = Link.parse("--link", given);
    assertThat(link).isEqualTo(Link.ofRoundTrip("--db-rtt", given));
    assertThat(link.isLimited()).isFalse();
    assertThat(link.text()).isEqualTo(text);
    assertThat(Link.ofRoundTrip("--db-rtt", text)).isEqualTo(link);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0.5", "-1ms", "5m", "20mbit", "5 ms", "fast"})
  void anyOtherRoundTripIsRefused(String given) {
    assertThatThrownBy(() -> Link.ofRoundTrip("--db-rtt", given))
        .isInstanceOf(BadInput.class)
        .hasMessage(
            "--db-rtt must be a round trip such as 500us, 0.5ms or 20ms, but was '" + given + "'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/", "20", "20ms/20mbit", "20mbit/", "/20ms", "20mb/1ms", "1mbit/1ms/1"})
  void anyOtherLinkIsRefused(String given) {
    assertThatThrownBy(() -> Link.parse("--link", given))
        .isInstanceOf(BadInput.class)
        .hasMessage(
            "--link must be a bandwidth, a round trip or both, such as 20mbit, 20ms or"
                + " 20mbit/20ms, but was '"
                + given
                + "'");
  }

  @Test
  void whatNoRelayCanPlayIsRefused() {
    assertThatThrownBy(() -> Link.ofRoundTrip("--db-rtt", "1001ms"))
        .hasMessage("--db-rtt must have a round trip of at most 1s, but was '1001ms'");
    assertThatThrownBy(() -> Link.parse("--link", "1mbit/2s"))
        .hasMessage("--link must have a round trip of at most 1s, but was '1mbit/2s'");
    for (String width : new String[] {"0mbit", "63kbit", "2gbit"}) {
      assertThatThrownBy(() -> Link.parse("--link", width))
          .hasMessage("--link must have a bandwidth from 64kbit to 1gbit, but was '" + width + "'");
    }
  }

  @Test
  void aNetworkNamesOnlyTheLinksThatWereAskedFor() {
    Link link = Link.parse("--link", "20mbit");
    assertThat(Network.LOOPBACK.links()).isEmpty();
    assertThat(new Network(Optional.empty(), Optional.of(link)).links())
        .isEqualTo(Map.of("client", link));
  }
}
