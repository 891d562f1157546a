package dev.tuninglab.gatling;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * The plainest client that keeps a schedule: threads with a connection each take the arrivals in
 * turn, sleep and spin until the instant, write, read, and count from the scheduled instant.
 */
final class BareClient implements AutoCloseable {
  private static final int CONNECTIONS = 8;
  private static final int SPIN_NANOS = 70_000;
  private static final byte[] REQUEST =
      "GET / HTTP/1.1\r\nhost: 127.0.0.1\r\naccept-encoding: identity\r\n\r\n"
          .getBytes(StandardCharsets.US_ASCII);

  private final List<Socket> sockets = new ArrayList<>();

  BareClient(int port) throws IOException {
    for (int i = 0; i < CONNECTIONS; i++) {
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setTcpNoDelay(true);
      sockets.add(socket);
    }
  }

  void run(int rate, int seconds, Histogram into) throws InterruptedException {
    long start = System.nanoTime() + 5_000_000;
    int count = rate * seconds;
    double gap = 1e9 / rate;
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS; i++) {
      int first = i;
      Thread thread =
          new Thread(
              () -> {
                for (int n = first; n < count; n += CONNECTIONS) {
                  exchange(sockets.get(first), start + Math.round((n + 0.5) * gap), into);
                }
              });
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static void exchange(Socket socket, long scheduled, Histogram into) {
    try {
      for (long left; (left = scheduled - System.nanoTime()) > 0; ) {
        if (left > SPIN_NANOS) {
          LockSupport.parkNanos(left - SPIN_NANOS);
        } else {
          Thread.onSpinWait();
        }
      }
      socket.getOutputStream().write(REQUEST);
      InputStream in = socket.getInputStream();
      byte[] buffer = new byte[512];
      int length = 0;
      while (length < 5
          || !new String(buffer, length - 5, 5, StandardCharsets.US_ASCII).equals("hello")) {
        int read = in.read(buffer, length, buffer.length - length);
        if (read < 0) {
          throw new IOException("the server has closed");
        }
        length += read;
      }
      long micros = (System.nanoTime() - scheduled) / 1_000;
      synchronized (into) {
        into.recordValue(micros);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
