package dev.tuninglab.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuninglab.app.knobs.page.CursorKey;
import dev.tuninglab.app.knobs.page.Cursors;
import dev.tuninglab.app.knobs.page.Page;
import dev.tuninglab.app.knobs.page.RefusedCursor;
import dev.tuninglab.app.shop.domain.FeedRequest;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

/** Whatever a client sends: a position that was issued, or a refusal. */
class CursorPropertyTest {
  private static final CursorKey KEY = CursorKey.random();
  private static final Cursors CURSORS = new Cursors(KEY, "list", 16);

  @Property
  void anIssuedCursorGivesItsPositionBack(@ForAll long first, @ForAll long second) {
    byte[] position = ByteBuffer.allocate(16).putLong(first).putLong(second).array();
    ByteBuffer back = CURSORS.position(CURSORS.issue(position, Instant.EPOCH), Instant.EPOCH);

    assertThat(back.getLong()).isEqualTo(first);
    assertThat(back.getLong()).isEqualTo(second);
    assertThat(back.hasRemaining()).isFalse();
  }

  @Property
  void bytesThatWereNotIssuedAreRefused(@ForAll @Size(max = 60) byte[] bytes) {
    refused(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    refused(Base64.getEncoder().encodeToString(bytes));
  }

  @Property
  void bytesOfTheRightFormThatWereNotIssuedAreRefused(@ForAll @Size(24) byte[] position) {
    for (int length : new int[] {8 + 16, 16 + 16}) {
      byte[] forged = new byte[1 + length];
      forged[0] = 1;
      System.arraycopy(position, 0, forged, 1, position.length);
      refused(Base64.getUrlEncoder().withoutPadding().encodeToString(forged));
    }
  }

  @Property
  void textsThatWereNotIssuedAreRefused(@ForAll @StringLength(min = 1, max = 120) String text) {
    refused(text);
  }

  @Property
  void anIssuedCursorWithOneBitTurnedIsRefused(
      @ForAll long position,
      @ForAll @IntRange(max = 32) int at,
      @ForAll @IntRange(max = 7) int bit) {
    byte[] two = ByteBuffer.allocate(16).putLong(position).putLong(position).array();
    byte[] issued = Base64.getUrlDecoder().decode(CURSORS.issue(two, Instant.EPOCH));
    issued[at] ^= (byte) (1 << bit);
    refused(Base64.getUrlEncoder().withoutPadding().encodeToString(issued));
  }

  /** Before the database is asked: there is none here. */
  private static void refused(String text) {
    assertThatThrownBy(() -> CURSORS.position(text, Instant.EPOCH))
        .isInstanceOf(RefusedCursor.class);
    if (text.isEmpty()) {
      return;
    }
    for (Page page : Page.values()) {
      assertThatThrownBy(() -> page.make(KEY).part(null, new FeedRequest(Instant.EPOCH, 20, text)))
          .isInstanceOf(RefusedCursor.class);
    }
  }
}
