package dev.tuninglab.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabase.Provider.class)
@Timeout(120)
class AppProcessTest {
  @Test
  void onTerminationTheRequestInFlightIsAnsweredFirst(TestDatabase database) throws Exception {
    try (AppProcess app = new AppProcess("--port=0", "--db-url=" + database.url());
        Connection blocker = database.connect()) {
      String url = app.url();
      lock(blocker, "customer");
      // Customer 10 has no orders, so the app has to look into the locked table.
      CompletableFuture<HttpResponse<String>> slow =
          HttpClient.newHttpClient()
              .sendAsync(
                  HttpRequest.newBuilder(URI.create(url + "/customers/10/orders")).build(),
                  BodyHandlers.ofString());
      while (database.number("select count(*) from pg_locks where not granted") == 0) {
        Thread.onSpinWait();
      }

      app.terminate();
      while (accepts(URI.create(url).getPort())) {
        Thread.onSpinWait();
      }
      assertThat(slow).isNotDone();
      blocker.rollback();

      assertThat(slow.get().statusCode()).isEqualTo(200);
      assertThat(slow.get().body()).isEqualTo("{\"items\":[]}");
      assertThat(app.exitCode()).isEqualTo(128 + 15);
      assertThat(app.out()).as("lines after the first").isEmpty();
      assertThat(app.err()).contains("INFO  RunningApp stopped");
    }
  }

  @Test
  void itStopsWithTheProcessItIsTold(TestDatabase database) throws Exception {
    Process companion = new ProcessBuilder("sleep", "600").start();
    try (AppProcess app =
        new AppProcess(
            "--port=0", "--db-url=" + database.url(), "--stop-with=" + companion.pid())) {
      String url = app.url();
      assertThat(accepts(URI.create(url).getPort())).isTrue();
      companion.destroy();

      assertThat(app.exitCode()).isZero();
    } finally {
      companion.destroyForcibly();
    }
  }

  @Test
  void aPortInUseIsOneLineAndExitFour(TestDatabase database) throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        AppProcess app =
            new AppProcess("--port=" + taken.getLocalPort(), "--db-url=" + database.url())) {
      assertThat(app.exitCode()).isEqualTo(4);
      assertThat(app.err())
          .matches(
              "--port must be one that is free, but 127.0.0.1:%d cannot be listened at: .*; try --port=0\n"
                  .formatted(taken.getLocalPort()));
      assertThat(app.out()).isEmpty();
    }
  }

  @Test
  void aDatabaseThatIsNotThereIsOneLineAndExitFour() throws Exception {
    try (AppProcess app =
        new AppProcess("--port=0", "--db-url=jdbc:postgresql://127.0.0.1:1/shop?password=secret")) {
      assertThat(app.exitCode()).isEqualTo(4);
      assertThat(app.err())
          .startsWith(
              "--db-url must be a running PostgreSQL with the shop's schema,"
                  + " but jdbc:postgresql://127.0.0.1:1/shop answered: Connection to 127.0.0.1:1 refused")
          .doesNotContain("secret")
          .hasLineCount(1);
    }
  }

  @Test
  void wrongInputIsOneLineAndExitTwo() throws Exception {
    try (AppProcess app = new AppProcess("--db-url=jdbc:postgresql://x/y", "--set=fetch=magic")) {
      assertThat(app.exitCode()).isEqualTo(2);
      assertThat(app.err())
          .isEqualTo("fetch must be one of n-plus-one, join, batch, multiset, but was 'magic'\n");
    }
  }

  @Test
  void helpNamesEveryOptionAndKnob() throws Exception {
    try (AppProcess app = new AppProcess("--help")) {
      assertThat(app.out())
          .contains(Usage.OPTIONS)
          .contains("pool.size", "a whole number from 1 to 200; default 10")
          .contains("fetch", "one of n-plus-one, join, batch, multiset; default join");
      assertThat(app.exitCode()).isZero();
    }
  }

  private static void lock(Connection connection, String table) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("lock table " + table + " in access exclusive mode");
    }
  }

  private static boolean accepts(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }
}
