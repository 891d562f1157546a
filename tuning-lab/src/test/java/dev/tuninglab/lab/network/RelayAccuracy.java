package dev.tuninglab.lab.network;

import dev.tuninglab.lab.experiment.Link;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * How accurate the relay is on this machine: run by hand on a quiet one, see docs/network.md. Not a
 * test, as its figures are the machine's as much as the relay's.
 */
final class RelayAccuracy {
  private static final List<String> ROUND_TRIPS =
      List.of("0us", "200us", "500us", "1ms", "5ms", "20ms");
  private static final List<String> BANDWIDTHS = List.of("1mbit", "20mbit", "100mbit");
  private static final int PINGS = 1_000;
  private static final int NEIGHBOURS = 8;
  private static final double NEIGHBOURS_PER_SECOND = 300;

  private RelayAccuracy() {}

  public static void main(String[] args) throws Exception {
    System.out.println(
        "A relay's own addition to a round trip, in microseconds, and the processor");
    System.out.println("time of its thread, as a share of one core.\n");
    System.out.println("| round trip | neighbours | P50 | P99 | processor |");
    System.out.println("|---|---|--:|--:|--:|");
    for (String text : ROUND_TRIPS) {
      roundTrip(text, 0);
      roundTrip(text, NEIGHBOURS);
    }
    System.out.println("\n| bandwidth | carried | share | processor |");
    System.out.println("|---|--:|--:|--:|");
    for (String text : BANDWIDTHS) {
      throughput(text);
    }
  }

  /** Pings at random instants, so that the relay has gone to sleep before each. */
  private static void roundTrip(String text, int neighbours) throws Exception {
    Link link = Link.ofRoundTrip("round trip", text);
    Histogram nanos = new Histogram(60_000_000_000L, 3);
    try (Relays relays = Relays.start();
        Echo echo = Echo.open(relays, link);
        Neighbours others = new Neighbours(relays, link)) {
      others.start(neighbours);
      for (int i = 0; i < 500; i++) {
        echo.ping();
      }
      long cpu = relayCpuNanos();
      long begin = System.nanoTime();
      for (int i = 0; i < PINGS; i++) {
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(4_000_000));
        nanos.recordValue(echo.ping());
      }
      print(
          "| %s | %s | %.0f | %.0f | %.0f%% |%n",
          text,
          neighbours == 0 ? "none" : String.format("%.0f/s", NEIGHBOURS_PER_SECOND),
          (nanos.getValueAtPercentile(50) - echo.nominalNanos()) / 1e3,
          (nanos.getValueAtPercentile(99) - echo.nominalNanos()) / 1e3,
          100.0 * (relayCpuNanos() - cpu) / (System.nanoTime() - begin));
    }
  }

  private static void throughput(String text) throws Exception {
    Link link = Link.parse("bandwidth", text);
    try (Relays relays = Relays.start();
        ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Relay relay =
            relays.open(link, new InetSocketAddress("127.0.0.1", listener.getLocalPort()));
        Socket client = new Socket(relay.address().getAddress(), relay.address().getPort());
        Socket server = listener.accept()) {
      int total = (int) (link.bitsPerSecond() / 8 * 3);
      long cpu = relayCpuNanos();
      long begin = System.nanoTime();
      Thread sender = daemon(() -> server.getOutputStream().write(new byte[total]));
      client.getInputStream().readNBytes(total);
      double seconds = (System.nanoTime() - begin) / 1e9;
      sender.join();
      double bits = total * 8 / seconds;
      print(
          "| %s | %.2f mbit/s | %.1f%% | %.0f%% |%n",
          text,
          bits / 1e6,
          100 * bits / link.bitsPerSecond(),
          100 * (relayCpuNanos() - cpu) / 1e9 / seconds);
    }
  }

  private static void print(String form, Object... values) {
    System.out.print(String.format(Locale.ROOT, form, values));
  }

  private static long relayCpuNanos() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long nanos = 0;
    for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
      if (thread != null && thread.getThreadName().equals("relays")) {
        nanos += threads.getThreadCpuTime(thread.getThreadId());
      }
    }
    return nanos;
  }

  private interface Task {
    void run() throws IOException;
  }

  private static Thread daemon(Task task) {
    Thread thread =
        new Thread(
            () -> {
              try {
                task.run();
              } catch (SocketException e) {
                // Closed at the end.
              } catch (IOException e) {
                e.printStackTrace();
              }
            });
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /** Other connections of the same relay thread, with small requests and answers. */
  private static final class Neighbours implements AutoCloseable {
    private final ServerSocket listener;
    private final Relay relay;
    private final List<Socket> sockets = new ArrayList<>();

    Neighbours(Relays relays, Link link) throws IOException {
      listener = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
      relay = relays.open(link, new InetSocketAddress("127.0.0.1", listener.getLocalPort()));
    }

    void start(int number) throws IOException {
      for (int i = 0; i < number; i++) {
        Socket client = new Socket(relay.address().getAddress(), relay.address().getPort());
        client.setTcpNoDelay(true);
        Socket server = listener.accept();
        server.setTcpNoDelay(true);
        sockets.add(client);
        sockets.add(server);
        daemon(() -> echo(server));
        daemon(() -> ask(client, NEIGHBOURS_PER_SECOND / number));
      }
    }

    private static void echo(Socket socket) throws IOException {
      InputStream in = socket.getInputStream();
      OutputStream out = socket.getOutputStream();
      byte[] bytes = new byte[200];
      while (in.readNBytes(bytes, 0, bytes.length) == bytes.length) {
        out.write(bytes);
      }
    }

    private static void ask(Socket socket, double perSecond) throws IOException {
      InputStream in = socket.getInputStream();
      OutputStream out = socket.getOutputStream();
      byte[] bytes = new byte[200];
      while (!socket.isClosed()) {
        double wait = -Math.log(1 - ThreadLocalRandom.current().nextDouble()) / perSecond;
        LockSupport.parkNanos((long) (wait * 1e9));
        out.write(bytes);
        in.readNBytes(bytes, 0, bytes.length);
      }
    }

    @Override
    public void close() throws IOException {
      for (Socket socket : sockets) {
        socket.close();
      }
      listener.close();
      relay.close();
    }
  }
}
