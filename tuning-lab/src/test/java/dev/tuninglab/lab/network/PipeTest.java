package dev.tuninglab.lab.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuninglab.lab.experiment.Link;
import java.util.PriorityQueue;
import org.junit.jupiter.api.Test;

/** What is on its way, by a clock of the test's own. */
class PipeTest {
  private final Lane lane = Lane.towardsServer(Link.parse("link", "8mbit/2ms"), 0);
  private final SegmentPool pool = new SegmentPool(lane.segmentBytes());

  @Test
  void theFirstBytesPayForTheHandshakeAndOnlyThey() {
    Pipe pipe = pipe(lane.handshakeNanos());
    send(pipe, 1_000, 0);
    send(pipe, 1_000, 5_000_000);
    assertThat(pipe.first().due()).isEqualTo(2_000_000 + 2_000_000);
    pipe.delivered();
    assertThat(pipe.first().due()).isEqualTo(5_000_000 + 2_000_000);
  }

  @Test
  void whatIsSentDuringTheHandshakeComesNoSoonerThanWhatBeganIt() {
    Pipe pipe = pipe(lane.handshakeNanos());
    pipe.send(Segment.Kind.SYN, lane.handshakeNanos());
    send(pipe, 1, 0);
    assertThat(pipe.first().due()).isEqualTo(3_000_000);
    pipe.delivered();
    assertThat(pipe.first().due()).isEqualTo(3_001_000);
  }

  @Test
  void aHandshakeOfOneConnectionHoldsUpNoOther() {
    send(pipe(lane.handshakeNanos()), 1_000, 0);
    Pipe other = pipe(0);
    send(other, 1_000, 0);
    assertThat(other.first().due()).isEqualTo(3_000_000);
  }

  @Test
  void anEndKeepsItsPlaceBehindTheBytes() {
    Pipe pipe = pipe(0);
    send(pipe, 1_000, 0);
    pipe.send(Segment.Kind.FIN, 0);
    assertThat(pipe.first().kind()).isEqualTo(Segment.Kind.DATA);
    pipe.delivered();
    assertThat(pipe.first().kind()).isEqualTo(Segment.Kind.FIN);
    assertThat(pipe.first().due()).isEqualTo(2_000_000);
  }

  @Test
  void pipesAreScheduledByTheirFirstSegmentEvenWhenTheClockWrapsAround() {
    long now = Long.MAX_VALUE - 5;
    Pipe soon = new Pipe(null, Lane.towardsServer(link(), now), pool, 0, now);
    Pipe later = new Pipe(null, Lane.towardsServer(link(), now), pool, 0, now);
    send(later, 1, now + 3_000_000);
    send(soon, 1, now);
    PriorityQueue<Pipe> scheduled = new PriorityQueue<>();
    scheduled.add(later);
    scheduled.add(soon);
    assertThat(scheduled.poll()).isSameAs(soon);
  }

  @Test
  void aPipeIsFullOfBytesOrOfSegments() {
    Pipe pipe = pipe(0);
    for (int i = 0; i < 1_023; i++) {
      send(pipe, 1, 0);
    }
    assertThat(pipe.full()).isFalse();
    send(pipe, 1, 0);
    assertThat(pipe.full()).isTrue();
    pipe.clear();
    assertThat(pipe.full()).isFalse();
    assertThat(pipe.isEmpty()).isTrue();
    for (int bytes = 0; bytes < lane.windowBytes(); bytes += 1_448) {
      assertThat(pipe.full()).isFalse();
      send(pipe, 1_448, 0);
    }
    assertThat(pipe.full()).isTrue();
  }

  @Test
  void segmentsAreUsedAgain() {
    Pipe pipe = pipe(0);
    send(pipe, 10, 0);
    Segment segment = pipe.first();
    pipe.delivered();
    assertThat(pipe.empty()).isSameAs(segment);
    assertThat(segment.bytes().remaining()).isEqualTo(1_448);
  }

  private Pipe pipe(long handshake) {
    return new Pipe(null, lane, pool, handshake, 0);
  }

  private static Link link() {
    return Link.ofRoundTrip("rtt", "2ms");
  }

  private static void send(Pipe pipe, int bytes, long now) {
    Segment segment = pipe.empty();
    segment.bytes().limit(bytes);
    pipe.send(segment, now);
  }
}
