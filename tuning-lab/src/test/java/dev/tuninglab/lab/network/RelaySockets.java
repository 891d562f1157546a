package dev.tuninglab.lab.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuninglab.lab.experiment.Link;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Real sockets on both sides of a relay, for tests of it. */
abstract class RelaySockets {
  static final int BACKLOG = 256;

  final List<AutoCloseable> open = new ArrayList<>();
  ServerSocket listener;
  Relays relays;

  @BeforeEach
  void start() throws IOException {
    listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    relays = Relays.start();
  }

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable socket : open) {
      socket.close();
    }
    relays.close();
    listener.close();
  }

  final Relay relay(String link) throws IOException {
    InetSocketAddress upstream =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.getLocalPort());
    return relays.open(Link.parse("link", link), upstream);
  }

  /** The two ends of a connection that goes through a relay. */
  record Pair(Socket client, Socket server) {}

  final Pair connect(Relay relay) throws IOException {
    return new Pair(client(relay), accept());
  }

  final synchronized Socket client(Relay relay) throws IOException {
    Socket client = new Socket(relay.address().getAddress(), relay.address().getPort());
    client.setTcpNoDelay(true);
    open.add(client);
    return client;
  }

  final Socket accept() throws IOException {
    Socket server = listener.accept();
    open.add(server);
    return server;
  }

  /** A byte there, and one back. */
  static void ask(Pair pair) throws IOException {
    pair.client().getOutputStream().write(1);
    assertThat(pair.server().getInputStream().read()).isEqualTo(1);
    pair.server().getOutputStream().write(2);
    assertThat(pair.client().getInputStream().read()).isEqualTo(2);
  }

  interface Action {
    void run() throws Exception;
  }

  static long nanos(Action action) throws Exception {
    long begin = System.nanoTime();
    action.run();
    return System.nanoTime() - begin;
  }
}
