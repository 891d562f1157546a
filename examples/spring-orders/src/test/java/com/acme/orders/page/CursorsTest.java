// Copied from API Tuning Lab with its package names changed; Apache License 2.0.
package com.acme.orders.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorsTest {
  private static final Instant SINCE = Instant.parse("2026-01-01T00:00:00Z");
  private static final CursorKey KEY = CursorKey.random();

  private final Cursors cursors = new Cursors(KEY, "list", 8);
  private final String issued = cursors.issue(position(42), SINCE);

  @Test
  void whatWasIssuedComesBack() {
    assertThat(cursors.position(issued, SINCE).getLong()).isEqualTo(42);
    assertThat(new Cursors(KEY, "list", 8).position(issued, SINCE).getLong()).isEqualTo(42);
  }

  @Test
  void everyChangeOfOneCharacterIsRefused() {
    for (int i = 0; i < issued.length(); i++) {
      for (char c : "AQgw_-=+/ é".toCharArray()) {
        if (issued.charAt(i) != c) {
          refused(cursors, issued.substring(0, i) + c + issued.substring(i + 1), SINCE);
        }
      }
    }
  }

  @Test
  void whatIsCutOrLongerIsRefused() {
    for (int i = 0; i < issued.length(); i++) {
      refused(cursors, issued.substring(0, i), SINCE);
      refused(cursors, issued.substring(i + 1), SINCE);
    }
    for (String more : new String[] {"=", "==", "A", "AAAA", "\n", "A".repeat(8000)}) {
      refused(cursors, issued + more, SINCE);
    }
  }

  @Test
  void anotherKeyPurposeFilterOrLengthIsRefused() {
    refused(new Cursors(CursorKey.random(), "list", 8), issued, SINCE);
    refused(new Cursors(KEY, "lists", 8), issued, SINCE);
    refused(new Cursors(KEY, "list", 16), issued, SINCE);
    refused(cursors, issued, SINCE.plusNanos(1000));
  }

  @Test
  void aKeyMayBeSharedByInstancesAndDoesNotShowItself() {
    String text = Base64.getEncoder().encodeToString(new byte[32]);

    assertThat(
            new Cursors(CursorKey.of(text), "list", 8)
                .position(
                    new Cursors(CursorKey.of(text), "list", 8).issue(position(7), SINCE), SINCE)
                .getLong())
        .isEqualTo(7);
    assertThat(CursorKey.of(text)).hasToString("CursorKey[secret]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "c2hvcnQ=", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==", "not base64!"})
  void aKeyThatIsTooShortIsRefusedAndNotShown(String text) {
    assertThatThrownBy(() -> CursorKey.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("must be base64 of 32 bytes or more, but ")
        .satisfies(e -> assertThat(text.isEmpty() || !e.getMessage().contains(text)).isTrue());
  }

  private static byte[] position(long at) {
    return ByteBuffer.allocate(8).putLong(at).array();
  }

  private static void refused(Cursors cursors, String text, Instant since) {
    assertThatThrownBy(() -> cursors.position(text, since)).isInstanceOf(RefusedCursor.class);
  }
}
