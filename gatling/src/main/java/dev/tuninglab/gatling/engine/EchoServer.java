package dev.tuninglab.gatling.engine;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * Answers every request without a body by a short 200, at once, on loopback: what the generator
 * practises on. It lasts as long as the process.
 */
final class EchoServer {
  private static final byte[] ANSWER =
      "HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-length: 2\r\n\r\nok"
          .getBytes(StandardCharsets.US_ASCII);

  private EchoServer() {}

  /**
   * Starts one on a free port, and tells where.
   *
   * @throws UncheckedIOException if there is no port for it
   */
  static URI start() {
    try {
      ServerSocket server = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
      daemon(() -> accept(server));
      return URI.create(
          "http://" + server.getInetAddress().getHostAddress() + ":" + server.getLocalPort());
    } catch (IOException e) {
      throw new UncheckedIOException("no port for a server to practise on", e);
    }
  }

  private static void accept(ServerSocket server) {
    try {
      while (true) {
        Socket socket = server.accept();
        daemon(() -> serve(socket));
      }
    } catch (IOException e) {
      System.err.println("nothing to practise on any longer: " + e);
    }
  }

  private static void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      while (endOfHead(in)) {
        out.write(ANSWER);
      }
    } catch (IOException e) {
      // The client has closed it, or the process ends.
    }
  }

  /** Reads up to the empty line; false when there is none. */
  private static boolean endOfHead(InputStream in) throws IOException {
    int lineLength = 0;
    for (int c; (c = in.read()) >= 0; ) {
      if (c == '\n') {
        if (lineLength == 0) {
          return true;
        }
        lineLength = 0;
      } else if (c != '\r') {
        lineLength++;
      }
    }
    return false;
  }

  private static void daemon(Runnable body) {
    Thread thread = new Thread(body, "lab-echo");
    thread.setDaemon(true);
    thread.start();
  }
}
