package dev.tuninglab.gatling;

import dev.tuninglab.gatling.wire.Message;
import dev.tuninglab.gatling.wire.Wire;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;

/** Starts a generator's process and lets in that process, and nobody else. */
final class Door {
  private static final int LOOK_MILLIS = 100;
  private static final int HELLO_MILLIS = 5_000;

  private Door() {}

  /** A process that runs and has proved who it is. */
  record Connection(GeneratorProcess process, Wire wire) {}

  static Connection open(GeneratorOptions options, ServerSocket server, Duration patience)
      throws IOException, InterruptedException {
    byte[] secret = new byte[16];
    new SecureRandom().nextBytes(secret);
    String token = HexFormat.of().formatHex(secret);
    GeneratorProcess process = GeneratorProcess.start(options, server.getLocalPort(), token);
    boolean opened = false;
    try {
      Connection connection = new Connection(process, accept(server, process, token, patience));
      opened = true;
      return connection;
    } finally {
      if (!opened) {
        process.endWithin(0);
      }
    }
  }

  private static Wire accept(
      ServerSocket server, GeneratorProcess process, String token, Duration patience)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    // Short looks, so that an interrupt and a dead process are noticed.
    server.setSoTimeout(LOOK_MILLIS);
    while (System.nanoTime() < deadline) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      if (!process.isAlive()) {
        throw new GeneratorException("the load generator died as it started; " + process.state());
      }
      try {
        Wire wire = greet(server.accept(), token);
        if (wire != null) {
          return wire;
        }
      } catch (SocketTimeoutException e) {
        continue;
      }
    }
    throw new GeneratorException(
        "the load generator did not connect within "
            + patience.toSeconds()
            + " s; "
            + process.state());
  }

  /** The connection if it knows the token; null, and closed, if not. */
  static Wire greet(Socket socket, String token) throws IOException {
    socket.setSoTimeout(HELLO_MILLIS);
    Wire wire = new Wire(socket);
    try {
      if (wire.receive() instanceof Message.Hello hello && same(hello.token(), token)) {
        socket.setSoTimeout(0);
        return wire;
      }
    } catch (IOException e) {
      // A stranger that says nothing, or nothing sensible, is shown out like any other.
    }
    wire.close();
    return null;
  }

  private static boolean same(String said, String token) {
    return said != null
        && MessageDigest.isEqual(
            said.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
  }
}
