package dev.tuninglab.lab.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A stranger's service for tests: {@code --port=N mode=M delay=TIME}. Its modes are the ways in
 * which a service disappoints a lab.
 */
public final class StubSubject {
  private static final long START = System.nanoTime();

  private StubSubject() {}

  public static void main(String[] args) throws IOException {
    int port = Integer.parseInt(option(args, "--port=", "0"));
    String mode = option(args, "mode=", "fine");
    String delay = option(args, "delay=", "off");
    System.out.println("stub in mode " + mode);
    if (mode.equals("dies-at-start")) {
      System.out.println("no licence found");
      System.exit(7);
    }
    AtomicInteger requests = new AtomicInteger();
    AtomicInteger counted = new AtomicInteger();
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
    server.setExecutor(Executors.newFixedThreadPool(8));
    server.createContext(
        "/up", exchange -> answer(exchange, mode.equals("never-ready") ? 503 : 200, "up"));
    server.createContext(
        "/tuning",
        exchange ->
            answer(
                exchange,
                200,
                "{\"mode\": \""
                    + (mode.equals("ignores-settings") ? "fine" : mode)
                    + "\", \"delay\": \""
                    + delay
                    + "\"}"));
    server.createContext(
        "/work",
        exchange -> {
          if (mode.equals("dies-in-run") && requests.incrementAndGet() > 400) {
            System.out.println("out of patience");
            Runtime.getRuntime().halt(9);
          }
          if (mode.equals("dies-when-looked-into")
              && exchange.getRequestHeaders().containsKey("X-Look")) {
            Runtime.getRuntime().halt(9);
          }
          LockSupport.parkNanos(nanos(delay));
          answer(exchange, status(mode, requests), "{\"answer\": 42}");
          // After the answer, as most services do.
          counted.addAndGet(mode.equals("counts-twice") ? 2 : 1);
        });
    String counter = mode.equals("counts-nothing") ? "request_total" : "requests_total";
    server.createContext(
        "/metrics",
        exchange ->
            answer(
                exchange,
                200,
                counter + "{path=\"/work\"} " + counted + "\n" + counter + "{path=\"/up\"} 9\n"));
    server.createContext("/feed", exchange -> feed(exchange, mode));
    server.createContext(
        "/deep",
        exchange -> {
          answer(exchange, query(exchange).equals("cursor=" + deepest(mode)) ? 200 : 400, "{}");
          counted.incrementAndGet();
        });
    server.start();
  }

  /** Of {@code off}, {@code 200us} or {@code 20ms}. */
  private static long nanos(String delay) {
    long number = delay.equals("off") ? 0 : Long.parseLong(delay.replaceAll("\\D", ""));
    return number * (delay.endsWith("ms") ? 1_000_000 : 1_000);
  }

  private static int status(String mode, AtomicInteger requests) {
    if (mode.equals("refuses-every-other")) {
      return requests.incrementAndGet() % 2 == 0 ? 200 : 503;
    }
    return mode.equals("fails") ? 500 : 200;
  }

  /** Three pages, with cursors of this process alone; in mode other a single one. */
  private static void feed(HttpExchange exchange, String mode) throws IOException {
    String after = query(exchange).replace("cursor=", "");
    String next = after.isEmpty() ? mode + "-" + START : deepest(mode);
    boolean last = after.equals(deepest(mode)) || mode.equals("other");
    answer(
        exchange,
        mode.equals("fails") ? 500 : 200,
        last ? "{\"items\": []}" : "{\"items\": [], \"next\": \"" + next + "\"}");
  }

  private static String deepest(String mode) {
    return mode.equals("other") ? "" : mode + "-" + START + "-deep";
  }

  private static String query(HttpExchange exchange) {
    return Objects.requireNonNullElse(exchange.getRequestURI().getQuery(), "");
  }

  private static String option(String[] args, String prefix, String preset) {
    return Arrays.stream(args)
        .filter(arg -> arg.startsWith(prefix))
        .map(arg -> arg.substring(prefix.length()))
        .findFirst()
        .orElse(preset);
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
