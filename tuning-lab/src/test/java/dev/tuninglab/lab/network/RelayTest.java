package dev.tuninglab.lab.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuninglab.lab.experiment.Link;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A relay over real sockets. Times are held from below only: a slow machine may be late, but no
 * machine makes a link faster than it is. {@link RelayAccuracy} measures the rest.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RelayTest extends RelaySockets {
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @Override
  @AfterEach
  void stop() throws Exception {
    super.stop();
    threads.shutdownNow();
    assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0ms", "500us", "3ms", "20mbit/1ms", "1gbit"})
  void bytesArriveAsTheyWereSentInWhateverPieces(String link) throws Exception {
    Pair pair = connect(relay(link));
    byte[] there = random(300_000, 1);
    byte[] back = random(200_000, 2);
    Future<Void> sending = writeInPieces(pair.client(), there, 3);
    Future<Void> answering = writeInPieces(pair.server(), back, 4);
    Future<byte[]> received = background(() -> readInPieces(pair.server(), there.length, 5));
    assertThat(readInPieces(pair.client(), back.length, 6)).isEqualTo(back);
    assertThat(received.get()).isEqualTo(there);
    sending.get();
    answering.get();
  }

  @Test
  void noByteIsEarlierThanTheDelay() throws Exception {
    Pair pair = connect(relay("20ms"));
    ask(pair);
    for (int i = 0; i < 5; i++) {
      assertThat(nanos(() -> ask(pair))).isGreaterThanOrEqualTo(20_000_000);
    }
  }

  @Test
  void aNewConnectionPaysItsHandshakeBeforeItsFirstBytes() throws Exception {
    Relay relay = relay("20ms");
    assertThat(nanos(() -> ask(connect(relay)))).isGreaterThanOrEqualTo(40_000_000);
  }

  @Test
  void aServerThatSpeaksFirstIsHeardAfterTwoRoundTrips() throws Exception {
    Relay relay = relay("20ms");
    long nanos =
        nanos(
            () -> {
              Pair pair = connect(relay);
              pair.server().getOutputStream().write(1);
              pair.client().getInputStream().read();
            });
    assertThat(nanos).isGreaterThanOrEqualTo(40_000_000);
  }

  @Test
  void noTransferIsFasterThanTheBandwidth() throws Exception {
    Pair pair = connect(relay("8mbit"));
    byte[] bytes = random(300_000, 1);
    long nanos =
        nanos(
            () -> {
              Future<Void> sending = writeInPieces(pair.server(), bytes, 2);
              assertThat(readInPieces(pair.client(), bytes.length, 3)).isEqualTo(bytes);
              sending.get();
            });
    assertThat(nanos).isGreaterThanOrEqualTo(300_000_000L);
  }

  @Test
  void connectionsShareTheBandwidthAndDirectionsDoNot() throws Exception {
    Relay relay = relay("8mbit");
    List<Pair> pairs = List.of(connect(relay), connect(relay), connect(relay));
    byte[] bytes = random(100_000, 1);
    long nanos =
        nanos(
            () -> {
              List<Future<?>> transfers = new ArrayList<>();
              for (Pair pair : pairs) {
                transfers.add(writeInPieces(pair.server(), bytes, 2));
                transfers.add(background(() -> readInPieces(pair.client(), bytes.length, 3)));
              }
              for (Future<?> transfer : transfers) {
                transfer.get();
              }
            });
    assertThat(nanos).isGreaterThanOrEqualTo(300_000_000L);
    assertThat(relay.towardsServer().congested(System.nanoTime())).isFalse();
  }

  @Test
  void anEndOfOneDirectionLeavesTheOtherOpen() throws Exception {
    Pair pair = connect(relay("2ms"));
    pair.client().getOutputStream().write("question".getBytes());
    pair.client().shutdownOutput();
    assertThat(pair.server().getInputStream().readAllBytes()).asString().isEqualTo("question");
    pair.server().getOutputStream().write("answer".getBytes());
    pair.server().close();
    assertThat(pair.client().getInputStream().readAllBytes()).asString().isEqualTo("answer");
  }

  @Test
  void aResetIsCarriedOverBehindTheBytesBeforeIt() throws Exception {
    Pair pair = connect(relay("2ms"));
    ask(pair);
    pair.server().getOutputStream().write("last words".getBytes());
    assertThat(pair.client().getInputStream().readNBytes(10)).asString().isEqualTo("last words");
    pair.server().setSoLinger(true, 0);
    pair.server().close();
    assertThatThrownBy(() -> pair.client().getInputStream().read())
        .isInstanceOf(SocketException.class)
        .hasMessageContaining("reset");
  }

  @Test
  void aResetOfTheClientReachesTheServer() throws Exception {
    Pair pair = connect(relay("2ms"));
    ask(pair);
    pair.client().setSoLinger(true, 0);
    pair.client().close();
    assertThatThrownBy(() -> pair.server().getInputStream().read())
        .isInstanceOf(SocketException.class)
        .hasMessageContaining("reset");
  }

  @Test
  void aWriterThatIsNotReadIsHeldUpAndNothingIsLost() throws Exception {
    Relay relay = relay("500us");
    Pair pair = connect(relay);
    byte[] bytes = random(32 << 20, 1);
    Future<Void> sending =
        background(
            () -> {
              pair.server().getOutputStream().write(bytes);
              pair.server().shutdownOutput();
              return null;
            });
    // The other connections go on while this one is held up, and the bytes are still being sent.
    for (int i = 0; i < 50; i++) {
      ask(connect(relay));
    }
    assertThat(sending).isNotDone();
    assertThat(pair.client().getInputStream().readAllBytes()).isEqualTo(bytes);
    sending.get();
  }

  @Test
  void anUpstreamThatRefusesBreaksTheConnection() throws Exception {
    Relay relay = relay("1ms");
    listener.close();
    Socket client = client(relay);
    assertThatThrownBy(
            () -> {
              client.getOutputStream().write(1);
              if (client.getInputStream().read() < 0) {
                throw new IOException("closed");
              }
            })
        .isInstanceOf(IOException.class);
  }

  @Test
  void anUpstreamThatComesBackIsReachedAgain() throws Exception {
    Relay relay = relay("1ms");
    int port = listener.getLocalPort();
    listener.close();
    Socket refused = client(relay);
    assertThatThrownBy(() -> refused.getInputStream().read()).isInstanceOf(IOException.class);
    listener = new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress());
    ask(connect(relay));
  }

  @Test
  void manyConnectionsComeAndGo() throws Exception {
    Relay relay = relay("200us");
    Future<Void> serving =
        background(
            () -> {
              for (int i = 0; i < 200; i++) {
                Socket socket = listener.accept();
                background(() -> echo(socket));
              }
              return null;
            });
    List<Future<byte[]>> answers = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      byte[] question = random(2_000, i);
      answers.add(
          background(
              () -> {
                Socket client = client(relay);
                client.getOutputStream().write(question);
                client.shutdownOutput();
                return client.getInputStream().readAllBytes();
              }));
    }
    for (int i = 0; i < 200; i++) {
      assertThat(answers.get(i).get()).isEqualTo(random(2_000, i));
    }
    serving.get();
    assertThat(relay.traffic().connections()).isEqualTo(200);
    assertThat(relay.traffic().lateness().getTotalCount()).isGreaterThanOrEqualTo(400);
  }

  @Test
  void aClosedRelayBreaksItsConnectionsAndLeavesThoseOfOthers() throws Exception {
    Relay first = relay("1ms");
    Relay second = relay("1ms");
    Pair broken = connect(first);
    Pair whole = connect(second);
    ask(broken);
    first.close();
    assertThatThrownBy(() -> ask(broken)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> client(first)).isInstanceOf(IOException.class);
    ask(whole);
    first.close();
  }

  @Test
  void whenAllEndsBytesOnTheirWayAndOpenConnectionsAreNoHindrance() throws Exception {
    Pair pair = connect(relay("64kbit/1s"));
    // More than the sockets' buffers take, however large: it cannot have been written by then.
    Future<Void> sending = writeInPieces(pair.server(), random(1 << 26, 1), 2);
    relays.close();
    assertThatThrownBy(() -> pair.client().getInputStream().readAllBytes())
        .isInstanceOf(IOException.class);
    assertThatThrownBy(sending::get).hasCauseInstanceOf(IOException.class);
    relays.close();
  }

  @Test
  void anEchoKnowsTheLinkByALowerBound() throws Exception {
    Link link = Link.parse("link", "1mbit/2ms");
    assertThat(Echo.measure(relays, link))
        .satisfies(
            measured -> {
              assertThat(measured.nominalMicros()).isEqualTo(2_016);
              assertThat(measured.pings()).isGreaterThanOrEqualTo(5);
              assertThat(measured.p50Micros()).isGreaterThan(2_010);
              assertThat(measured.addedMicros()).isEqualTo(measured.p50Micros() - 2_016);
            });
  }

  private static Void echo(Socket socket) throws IOException {
    try (socket) {
      socket.getInputStream().transferTo(socket.getOutputStream());
    }
    return null;
  }

  private <T> Future<T> background(Callable<T> action) {
    CompletableFuture<T> result = new CompletableFuture<>();
    threads.execute(
        () -> {
          try {
            result.complete(action.call());
          } catch (Exception e) {
            result.completeExceptionally(e);
          }
        });
    return result;
  }

  private Future<Void> writeInPieces(Socket socket, byte[] bytes, long seed) {
    return background(
        () -> {
          Random random = new Random(seed);
          OutputStream out = socket.getOutputStream();
          for (int at = 0; at < bytes.length; ) {
            int length = Math.min(bytes.length - at, 1 + random.nextInt(9_000));
            out.write(bytes, at, length);
            at += length;
          }
          return null;
        });
  }

  private static byte[] readInPieces(Socket socket, int total, long seed) throws IOException {
    Random random = new Random(seed);
    InputStream in = socket.getInputStream();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    while (bytes.size() < total) {
      byte[] piece = in.readNBytes(Math.min(total - bytes.size(), 1 + random.nextInt(9_000)));
      if (piece.length == 0) {
        break;
      }
      bytes.write(piece);
    }
    return bytes.toByteArray();
  }

  private static byte[] random(int length, long seed) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }
}
