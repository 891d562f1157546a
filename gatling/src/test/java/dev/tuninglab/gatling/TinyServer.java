package dev.tuninglab.gatling;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server on bare sockets, one thread a connection: {@code /status/<n>} answers with that status,
 * {@code /coded/<coding>} claims that coding for its five bytes, {@code /tagged} answers 304 to who
 * has its entity tag, {@code /written/<n>} answers 201 and says where that is, {@code /timed}
 * anywhere in the path times phases, {@code /json/<n>} answers an object with that {@code id},
 * {@code /redirect} sends to another host, {@code /hang} never answers, {@code /drop} closes the
 * connection, {@code /gate} answers when the gate opens, {@code /stall} at once but in a stall,
 * anything else answers 200 with five bytes.
 */
final class TinyServer implements AutoCloseable {
  private static final String TIMING =
      "Server-Timing: db;dur=1.5, miss\r\nserver-timing: app;desc=\"a, b\";dur=2, db;dur=0.5\r\n";

  private final ServerSocket server;
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final boolean remember;
  private volatile CountDownLatch gate = new CountDownLatch(0);
  private final AtomicInteger stalled = new AtomicInteger();
  private long stallAfter;
  private long stallLength;
  private long firstStallable;

  record Request(String method, String target, Map<String, String> headers, String body) {}

  TinyServer() throws IOException {
    this(true);
  }

  private TinyServer(boolean remember) throws IOException {
    this.remember = remember;
    this.server = new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress());
    thread(this::accept);
  }

  /** Runs alone until its standard input ends; prints its port. */
  public static void main(String[] args) throws IOException {
    try (TinyServer server = new TinyServer(false)) {
      System.out.println(server.server.getLocalPort());
      while (System.in.read() >= 0) {
        // Whoever started this process holds the other end.
      }
    }
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  List<Request> requests() {
    return requests;
  }

  List<String> targets() {
    return requests.stream().map(Request::target).toList();
  }

  int connections() {
    return connections.size();
  }

  CountDownLatch shutGate() {
    CountDownLatch closed = new CountDownLatch(1);
    gate = closed;
    return closed;
  }

  /** Begins a stall a while after the first request that may be stalled. */
  synchronized void stall(Duration after, Duration length) {
    stallAfter = after.toNanos();
    stallLength = length.toNanos();
  }

  /** Instant of {@link System#nanoTime()} at which the stall ends, once the first request came. */
  synchronized long endOfStall() {
    return firstStallable + stallAfter + stallLength;
  }

  /** Requests that met a stall. */
  int stalled() {
    return stalled.get();
  }

  private synchronized long stallLeft() {
    long now = System.nanoTime();
    if (firstStallable == 0) {
      firstStallable = now;
    }
    long into = now - firstStallable - stallAfter;
    return into < 0 ? 0 : stallLength - into;
  }

  private void awaitEndOfStall() throws InterruptedException {
    long left = stallLeft();
    stalled.addAndGet(left > 0 ? 1 : 0);
    while (left > 0) {
      TimeUnit.NANOSECONDS.sleep(left);
      left = stallLeft();
    }
  }

  @Override
  public void close() throws IOException {
    gate.countDown();
    server.close();
    for (Socket connection : connections) {
      connection.close();
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        connections.add(socket);
        thread(() -> serve(socket));
      }
    } catch (IOException e) {
      // Closed: the server has ended.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      for (Request request; (request = read(in)) != null; ) {
        if (remember) {
          requests.add(request);
        }
        if (!answer(request, socket.getOutputStream())) {
          return;
        }
      }
    } catch (IOException | InterruptedException e) {
      // The client has gone or the server has ended.
    } finally {
      connections.remove(socket);
    }
  }

  private boolean answer(Request request, OutputStream out)
      throws IOException, InterruptedException {
    String target = request.target();
    if (target.startsWith("/drop")) {
      return false;
    }
    if (target.startsWith("/hang")) {
      Thread.currentThread().join();
    }
    if (target.startsWith("/gate")) {
      gate.await();
    }
    if (target.startsWith("/stall")) {
      awaitEndOfStall();
    }
    if (target.startsWith("/tagged")) {
      answerTagged(request, out);
      return true;
    }
    String status = target.startsWith("/status/") ? target.substring(8, 11) : "200";
    String coding =
        target.startsWith("/coded/") ? "content-encoding: " + target.split("/")[2] + "\r\n" : "";
    String timing = target.contains("/timed/") ? TIMING : "";
    if (target.startsWith("/written/")) {
      status = "201";
      timing = "location: " + target.replace("written", "things") + "\r\n";
    }
    String body = "hello";
    if (target.startsWith("/json/")) {
      body = "{\"id\":" + target.substring(6) + ",\"items\":[{\"sku\":\"a\"},{\"sku\":\"b\"}]}";
    }
    if (target.startsWith("/redirect/")) {
      status = "302";
      timing = "location: http://127.0.0.1:" + target.split("/")[2] + "/elsewhere\r\n";
    }
    out.write(
        ("HTTP/1.1 "
                + status
                + " S\r\ncontent-length: "
                + body.length()
                + "\r\nset-cookie: a=b\r\n"
                + coding
                + timing
                + "\r\n"
                + body)
            .getBytes(StandardCharsets.US_ASCII));
    return true;
  }

  private static void answerTagged(Request request, OutputStream out) throws IOException {
    String tag = "W/\"" + request.target() + "\"";
    boolean known = tag.equals(request.headers().get("if-none-match"));
    String head = known ? "304 S" : "200 S\r\ncontent-length: 5";
    out.write(
        ("HTTP/1.1 " + head + "\r\netag: " + tag + "\r\n\r\n" + (known ? "" : "hello"))
            .getBytes(StandardCharsets.US_ASCII));
  }

  private static Request read(InputStream in) throws IOException {
    String first = line(in);
    if (first == null) {
      return null;
    }
    Map<String, String> headers = new TreeMap<>();
    for (String header; (header = line(in)) != null && !header.isEmpty(); ) {
      int colon = header.indexOf(':');
      headers.put(
          header.substring(0, colon).toLowerCase(Locale.ROOT), header.substring(colon + 1).trim());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    String[] words = first.split(" ");
    return new Request(words[0], words[1], headers, body);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c; (c = in.read()) != '\n'; ) {
      if (c < 0) {
        return null;
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  private static void thread(Runnable body) {
    Thread thread = new Thread(body, "tiny-server");
    thread.setDaemon(true);
    thread.start();
  }
}
