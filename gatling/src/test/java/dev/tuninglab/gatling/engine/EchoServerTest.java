package dev.tuninglab.gatling.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EchoServerTest {

  @Test
  void everyRequestOfAConnectionIsAnswered() throws Exception {
    URI url = EchoServer.start();
    try (Socket socket = new Socket(url.getHost(), url.getPort())) {
      String request = "GET / HTTP/1.1\r\nhost: here\r\n\r\n";
      socket.getOutputStream().write((request + request).getBytes(StandardCharsets.US_ASCII));
      socket.shutdownOutput();
      InputStream answers = socket.getInputStream();
      assertThat(new String(answers.readAllBytes(), StandardCharsets.US_ASCII))
          .matches("(HTTP/1\\.1 200 OK\r\n(\\S+: \\S+\r\n)+\r\nok){2}");
    }
  }
}
