package dev.tuninglab.lab.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Slow clients, as the server's socket sees them. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SlowClientsTest {
  private ServerSocket listener;
  private SlowClients clients;

  @BeforeEach
  void listen() throws IOException {
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    clients = new SlowClients(URI.create("http://127.0.0.1:" + listener.getLocalPort()), "/big", 1);
  }

  @AfterEach
  void stop() throws IOException {
    clients.close();
    listener.close();
  }

  @Test
  void aRequestComesWholeAndNoFasterThanByteByByte() throws Exception {
    clients.begin();
    try (Socket server = listener.accept()) {
      InputStream in = server.getInputStream();
      String expected =
          "GET /big HTTP/1.1\r\nHost: 127.0.0.1:" + listener.getLocalPort() + "\r\n\r\n";
      assertThat(in.read()).isEqualTo('G');
      long begin = System.nanoTime();
      String rest = new String(in.readNBytes(expected.length() - 1), StandardCharsets.UTF_8);
      assertThat("G" + rest).isEqualTo(expected);
      // A pause a byte, but for what a late thread makes up for.
      assertThat(System.nanoTime() - begin).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(500));
    }
  }

  @Test
  void anAnswerIsNotTakenAwayFromWhoSendsIt() throws Exception {
    clients.begin();
    try (Socket server = listener.accept()) {
      CompletableFuture<Void> sending =
          CompletableFuture.runAsync(
              () -> {
                try {
                  server.getOutputStream().write(new byte[64 << 20]);
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              });
      readRequest(server);
      assertThat(sending).isNotDone();
      clients.end();
      assertThatThrownBy(sending::get).hasRootCauseInstanceOf(SocketException.class);
    }
  }

  @Test
  void oneWhoseConnectionEndsOpensAnother() throws Exception {
    clients.begin();
    listener.accept().close();
    listener.accept().close();
    try (Socket third = listener.accept()) {
      assertThat(third.getInputStream().read()).isEqualTo('G');
      assertThat(clients.counts().ended()).isGreaterThanOrEqualTo(2);
    }
  }

  @Test
  void whatHasEndedLeavesNoConnection() throws Exception {
    clients.begin();
    try (Socket server = listener.accept()) {
      server.getInputStream().read();
      clients.end();
      clients.end();
      assertThatThrownBy(() -> server.getInputStream().readAllBytes())
          .isInstanceOf(SocketException.class)
          .hasMessageContaining("reset");
    }
  }

  private static void readRequest(Socket server) throws IOException {
    for (int last = 0, before = 0; !(last == '\n' && before == '\r'); ) {
      before = last;
      last = server.getInputStream().read();
    }
  }
}
