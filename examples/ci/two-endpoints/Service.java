import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Two endpoints that take their time, to change one of them and see whether that is noticed. */
class Service {
  private static final int ORDER_MILLIS = 10;
  private static final int REPORT_MILLIS = 20;

  public static void main(String[] args) throws Exception {
    int port = Integer.parseInt(args[0]);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    answer(server, "/up", 0);
    answer(server, "/order", ORDER_MILLIS);
    answer(server, "/report", REPORT_MILLIS);
    server.setExecutor(Executors.newFixedThreadPool(32));
    server.start();
  }

  private static void answer(HttpServer server, String path, int millis) {
    server.createContext(
        path,
        exchange -> {
          try {
            TimeUnit.MILLISECONDS.sleep(millis);
            exchange.sendResponseHeaders(200, -1);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          exchange.close();
        });
  }
}
