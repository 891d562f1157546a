package dev.tuninglab.lab.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/**
 * A service for tests that keeps what is posted to it by its key, in memory alone or in a file as
 * well: {@code PORT FILE memory|file}.
 */
public final class KeepingStub {
  private static final Map<String, String> THINGS = new ConcurrentHashMap<>();

  private KeepingStub() {}

  public static void main(String[] args) throws IOException {
    Path file = Path.of(args[1]);
    boolean keeps = args[2].equals("file");
    if (keeps && Files.exists(file)) {
      Files.readAllLines(file)
          .forEach(line -> THINGS.put(line.substring(0, 36), line.substring(36)));
    }
    HttpServer server =
        HttpServer.create(new InetSocketAddress("127.0.0.1", Integer.parseInt(args[0])), 0);
    server.setExecutor(Executors.newFixedThreadPool(8));
    server.createContext("/up", exchange -> answer(exchange, 200, "{}"));
    server.createContext(
        "/things",
        exchange -> {
          if (exchange.getRequestMethod().equals("POST")) {
            post(exchange, keeps ? file : null);
          } else {
            String thing = THINGS.get(exchange.getRequestURI().getPath().substring(8));
            answer(exchange, thing == null ? 404 : 200, thing == null ? "{}" : thing);
          }
        });
    server.start();
  }

  private static void post(HttpExchange exchange, Path file) throws IOException {
    String key = exchange.getRequestHeaders().getFirst("Key");
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    synchronized (THINGS) {
      if (THINGS.put(key, body) == null && file != null) {
        Files.writeString(
            file, key + body + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      }
    }
    exchange.getResponseHeaders().set("Location", "/things/" + key);
    answer(exchange, 201, body);
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
