package dev.tuninglab.lab.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuninglab.lab.experiment.Link;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A relay that is broken on purpose and mended again, over real sockets. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BrokenRelayTest extends RelaySockets {
  /** For what must not come, however long one waits: shorter makes no test wrong. */
  private static final int A_WHILE_MILLIS = 150;

  private Relay relay;

  @BeforeEach
  void openRelay() throws IOException {
    relay = relay("0ms");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0ms", "5ms", "8mbit/1ms"})
  void aHeldRelayDeliversNothingAndThenEverythingInOrder(String link) throws Exception {
    relay = relay(link);
    Pair pair = connect();
    ask(pair);
    byte[] bytes = random(30_000);
    relay.hold();
    pair.client().getOutputStream().write(bytes);
    pair.server().getOutputStream().write(bytes);
    pair.client().shutdownOutput();
    assertNothingComesTo(pair.server());
    assertNothingComesTo(pair.client());
    relay.release();
    assertThat(pair.server().getInputStream().readAllBytes()).isEqualTo(bytes);
    assertThat(pair.client().getInputStream().readNBytes(bytes.length)).isEqualTo(bytes);
  }

  @Test
  void aConnectionOpenedMeanwhileReachesTheServerAfterwards() throws Exception {
    relay.hold();
    Socket client = client();
    client.getOutputStream().write(1);
    listener.setSoTimeout(A_WHILE_MILLIS);
    assertThatThrownBy(() -> listener.accept()).isInstanceOf(SocketTimeoutException.class);
    relay.release();
    listener.setSoTimeout(0);
    Socket server = accept();
    assertThat(server.getInputStream().read()).isEqualTo(1);
  }

  @Test
  void aClientThatGivesUpMeanwhileIsMissedByTheServerOnlyAfterwards() throws Exception {
    Pair pair = connect();
    ask(pair);
    relay.hold();
    pair.client().setSoLinger(true, 0);
    pair.client().close();
    assertNothingComesTo(pair.server());
    relay.release();
    assertThatThrownBy(() -> pair.server().getInputStream().read())
        .isInstanceOf(SocketException.class)
        .hasMessageContaining("reset");
  }

  @Test
  void moreThanTheWindowIsHeldUpAtTheSenderAndNothingIsLost() throws Exception {
    Pair pair = connect();
    ask(pair);
    relay.hold();
    byte[] bytes = random(32 << 20);
    CompletableFuture<Void> sending =
        CompletableFuture.runAsync(
            () -> {
              try {
                pair.client().getOutputStream().write(bytes);
                pair.client().shutdownOutput();
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
    assertNothingComesTo(pair.server());
    assertThat(sending).isNotDone();
    relay.release();
    assertThat(pair.server().getInputStream().readAllBytes()).isEqualTo(bytes);
    sending.get();
  }

  @Test
  void whatWasHeldIsNotCalledLate() throws Exception {
    Pair pair = connect();
    ask(pair);
    relay.hold();
    pair.client().getOutputStream().write(1);
    assertNothingComesTo(pair.server());
    long before = relay.traffic().lateness().getTotalCount();
    relay.release();
    assertThat(pair.server().getInputStream().read()).isEqualTo(1);
    assertThat(relay.traffic().lateness().getTotalCount()).isEqualTo(before);
  }

  @Test
  void holdAndReleaseTwiceIsAsOnce() throws Exception {
    Pair pair = connect();
    relay.hold();
    relay.hold();
    relay.release();
    relay.release();
    ask(pair);
  }

  @Test
  void oneRelayIsHeldAndTheOthersAreNot() throws Exception {
    Pair held = connect();
    Relay first = relay;
    relay = relay("1ms");
    Pair free = connect();
    first.hold();
    held.client().getOutputStream().write(1);
    ask(free);
    assertNothingComesTo(held.server());
  }

  @Test
  void anAddedDelayIsPaidByEveryRoundTripAndByNewConnections() throws Exception {
    relay = relay("2ms");
    Pair pair = connect();
    ask(pair);
    relay.delay(Duration.ofMillis(40));
    assertThat(nanos(() -> ask(pair))).isGreaterThanOrEqualTo(42_000_000);
    assertThat(nanos(() -> ask(connect()))).isGreaterThanOrEqualTo(84_000_000);
  }

  @Test
  void nothingOvertakesWhatWasDelayedWhenTheDelayEnds() throws Exception {
    Pair pair = connect();
    ask(pair);
    relay.delay(Duration.ofMillis(400));
    pair.client().getOutputStream().write(1);
    relay.traffic();
    relay.delay(Duration.ZERO);
    pair.client().getOutputStream().write(2);
    assertThat(pair.server().getInputStream().readNBytes(2)).containsExactly(1, 2);
  }

  @Test
  void anAddedDelayMakesRoomForWhatIsOnItsWayAndTakesItBack() {
    Lane lane = Lane.towardsServer(Link.parse("link", "20ms"), 0);
    lane.add(100_000_000, 200_000_000);
    assertThat(lane.delayNanos()).isEqualTo(110_000_000);
    assertThat(lane.handshakeNanos()).isEqualTo(220_000_000);
    assertThat(lane.windowBytes()).isEqualTo(4 << 20);
    lane.add(0, 0);
    assertThat(lane.delayNanos()).isEqualTo(10_000_000);
    assertThat(lane.handshakeNanos()).isEqualTo(20_000_000);
    assertThat(lane.windowBytes()).isEqualTo(1_250_000);
  }

  @Test
  void aCutResetsBothEndsAndRefusesWhoComes() throws Exception {
    Pair pair = connect();
    ask(pair);
    relay.cut();
    for (Socket end : List.of(pair.client(), pair.server())) {
      assertThatThrownBy(() -> end.getInputStream().read())
          .isInstanceOf(SocketException.class)
          .hasMessageContaining("reset");
    }
    for (int i = 0; i < 20; i++) {
      assertThatThrownBy(this::client)
          .isInstanceOf(ConnectException.class)
          .hasMessageContaining("refused");
    }
  }

  @Test
  void aCutRelayKeepsItsPortAndServesThereAgain() throws Exception {
    InetSocketAddress address = relay.address();
    for (int i = 0; i < 3; i++) {
      ask(connect());
      relay.cut();
      relay.cut();
      try (ServerSocket other = new ServerSocket()) {
        other.setReuseAddress(false);
        assertThatThrownBy(() -> other.bind(address)).isInstanceOf(IOException.class);
      }
      relay.restore();
      relay.restore();
    }
    ask(connect());
    assertThat(relay.traffic().connections()).isEqualTo(4);
  }

  @Test
  void aCutLeavesTheConnectionsOfOthers() throws Exception {
    Pair broken = connect();
    Relay first = relay;
    relay = relay("1ms");
    Pair whole = connect();
    first.cut();
    ask(whole);
    assertThatThrownBy(() -> ask(broken)).isInstanceOf(IOException.class);
  }

  @Test
  void aRelayThatClosesWhileItIsBrokenIsClosed() throws Exception {
    Pair pair = connect();
    relay.hold();
    pair.client().getOutputStream().write(1);
    relay.close();
    assertThatThrownBy(() -> pair.client().getInputStream().read()).isInstanceOf(IOException.class);
    relay.release();
    Relay second = relay("0ms");
    second.cut();
    second.close();
    second.restore();
    relays.close();
    second.cut();
    second.restore();
    second.release();
    assertThatThrownBy(() -> new Socket("127.0.0.1", second.address().getPort()))
        .isInstanceOf(ConnectException.class);
  }

  private static void assertNothingComesTo(Socket socket) throws IOException {
    socket.setSoTimeout(A_WHILE_MILLIS);
    assertThatThrownBy(() -> socket.getInputStream().read())
        .isInstanceOf(SocketTimeoutException.class);
    socket.setSoTimeout(0);
  }

  private Pair connect() throws IOException {
    return connect(relay);
  }

  private Socket client() throws IOException {
    return client(relay);
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(7).nextBytes(bytes);
    return bytes;
  }
}
