package dev.tuninglab.lab.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Executors;

/**
 * A service for tests that brings its database into a shape of its own as it starts, and writes to
 * it at every request: {@code PORT DB_URL SHAPE}.
 */
public final class WritingStub {
  private WritingStub() {}

  public static void main(String[] args) throws IOException, SQLException {
    Connection database = DriverManager.getConnection(args[1]);
    System.out.println(
        "database " + database.getCatalog() + " " + bringIntoShape(database, args[2]));
    HttpServer server =
        HttpServer.create(new InetSocketAddress("127.0.0.1", Integer.parseInt(args[0])), 0);
    server.setExecutor(Executors.newFixedThreadPool(4));
    server.createContext("/up", exchange -> answer(exchange, 200));
    server.createContext("/add", exchange -> answer(exchange, add(database) ? 201 : 500));
    server.start();
  }

  private static String bringIntoShape(Connection database, String shape) throws SQLException {
    try (Statement statement = database.createStatement()) {
      boolean there =
          statement
              .executeQuery("select 1 from pg_class where relname = 'shape_" + shape + "'")
              .next();
      if (there) {
        return "found in shape " + shape;
      }
      statement.execute("create table shape_" + shape + " (added integer)");
      return "brought into shape " + shape;
    }
  }

  private static synchronized boolean add(Connection database) {
    try (Statement statement = database.createStatement()) {
      return statement.executeUpdate("update product set stock = stock - 1 where id = 1") == 1;
    } catch (SQLException e) {
      e.printStackTrace();
      return false;
    }
  }

  private static void answer(HttpExchange exchange, int status) throws IOException {
    byte[] bytes = "{}".getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
