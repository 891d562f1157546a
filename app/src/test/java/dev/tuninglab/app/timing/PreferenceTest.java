package dev.tuninglab.app.timing;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreferenceTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "server-timing",
        "Server-Timing",
        "respond-async, server-timing",
        "wait=10,server-timing;depth=\"2, 3\", lenient",
        "server-timing=",
        "server-timing = \"\"",
        "server-timing ; x"
      })
  void whoAsksIsUnderstood(String value) {
    assertThat(Preference.isIn(HttpFields.build().add("prefer", value))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "server-timings",
        "x-server-timing",
        "server-timing=off",
        "\"server-timing\"",
        "respond-async; server-timing",
        "server-timing=\"off\"",
        "foo=\"a, server-timing\"",
        "foo=\"a\\\", server-timing\"",
        "server-timing = x = \"",
        ",;=\"",
        "\""
      })
  void whoAsksForSomethingElseIsNotAnswered(String value) {
    assertThat(Preference.isIn(HttpFields.build().add("prefer", value))).isFalse();
  }

  @Test
  void aSecondLineCountsAndNoneIsNoQuestion() {
    HttpFields.Mutable headers = HttpFields.build().add("Prefer", "respond-async");
    assertThat(Preference.isIn(headers)).isFalse();
    assertThat(Preference.isIn(headers.add("Prefer", "server-timing"))).isTrue();
    assertThat(Preference.isIn(HttpFields.EMPTY)).isFalse();
    HttpField empty = new HttpField("Prefer", (String) null);
    assertThat(Preference.isIn(HttpFields.build().add(empty))).isFalse();
  }
}
