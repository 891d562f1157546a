package dev.tuninglab.lab.panel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EventsTest extends WithPanel {
  @Test
  void aPageBeginsWithWhatIsThere() throws Exception {
    demonstration.point(1);
    demonstration.mark(2, "pool: none -> hikari");
    try (EventReader events = caller.events()) {
      EventReader.Told first = events.next();

      assertThat(first.name()).isEqualTo("snapshot");
      assertThat(first.data().at("/state/phase").asText()).isEqualTo("running");
      assertThat(first.data().at("/points/0/at").asLong()).isEqualTo(1);
      assertThat(first.data().at("/points/0/p95").isNull()).isTrue();
      assertThat(first.data().at("/marks/0/what").asText()).isEqualTo("pool: none -> hikari");
      assertThat(first.data().at("/curves").isArray()).isTrue();
      assertThat(first.data().at("/jobs").isArray()).isTrue();
    }
  }

  @Test
  void twoPagesAreToldTheSameInTheSameOrder() throws Exception {
    try (EventReader one = caller.events();
        EventReader other = caller.events()) {
      one.next("snapshot");
      other.next("snapshot");
      demonstration.point(1);
      caller.post("/api/turn", "{\"set\": {\"pool\": \"hikari\"}}");
      demonstration.mark(3, "pool: none -> hikari");
      demonstration.point(4);

      assertThat(four(one)).containsExactly("point 1", "state ", "mark 3", "point 4");
      assertThat(four(other)).containsExactly("point 1", "state ", "mark 3", "point 4");
    }
  }

  @Test
  void whatHappensWhileAPageIsGivenItsBeginningIsToldOnce() throws Exception {
    demonstration.whileAsked =
        () -> {
          demonstration.whileAsked = () -> {};
          demonstration.point(1);
          demonstration.mark(2, "in the beginning");
        };
    try (EventReader events = caller.events()) {
      EventReader.Told first = events.next();
      demonstration.point(3);

      assertThat(first.data().at("/points")).hasSize(1);
      assertThat(first.data().at("/marks")).hasSize(1);
      assertThat(events.next().text()).isEqualTo("point 3");
    }
  }

  @Test
  void whatHappensAfterTheBeginningWasMadeIsNotLost() {
    List<String> sent = new ArrayList<>();
    EventStream stream = new EventStream(new Kept(sent));
    stream.add(Event.of("mark", new Mark(1, "a", "known")));
    stream.add(Event.of("mark", new Mark(2, "a", "new")));
    Snapshot now = new StubDemonstration().now();
    stream.begin(
        new Snapshot(now.state(), List.of(), List.of(new Mark(1, "a", "known")), List.of()),
        Event.of("snapshot", "first"));
    stream.end();

    assertThat(run(stream, sent)).hasSize(2);
    assertThat(sent.get(0)).isEqualTo("event: snapshot\ndata: \"first\"\n\n");
    assertThat(sent.get(1)).contains("event: mark").contains("\"what\":\"new\"");
  }

  @Test
  void aPageThatComesBackLacksNothing() throws Exception {
    try (EventReader events = caller.events()) {
      events.next("snapshot");
      demonstration.point(1);
      events.next("point");
    }
    demonstration.point(2);
    try (EventReader events = caller.events()) {
      assertThat(events.next().data().at("/points")).hasSize(2);
      demonstration.point(3);
      assertThat(events.next().text()).isEqualTo("point 3");
    }
  }

  @Test
  void aPageThatDoesNotKeepUpIsCutOffAndTheOthersAreNot() throws Exception {
    Map<String, Long> large = Map.of("x".repeat(20_000), 1L);
    int points = 2_000;
    try (Socket slow = new Socket();
        EventReader quick = caller.events()) {
      slow.setReceiveBufferSize(1024);
      slow.connect(new InetSocketAddress("127.0.0.1", caller.port()));
      slow.getOutputStream()
          .write(
              ("GET /api/events HTTP/1.1\r\nHost: 127.0.0.1:" + caller.port() + "\r\n\r\n")
                  .getBytes(StandardCharsets.UTF_8));
      slow.getInputStream().read(); // its stream has begun
      quick.next("snapshot");
      for (int at = 0; at < points; at++) {
        demonstration.point(at, large);
        assertThat(quick.next().text()).isEqualTo("point " + at);
      }

      assertThat(bytesUntilTheEnd(slow)).isLessThan(points * 20_000L);
    }
  }

  @Test
  void aPageIsToldNothingAfterTheEnd() throws Exception {
    try (EventReader events = caller.events()) {
      events.next("snapshot");
      panel.close();

      assertThat(ended(events)).isTrue();
    }
  }

  private static boolean ended(EventReader events) {
    try {
      return events.next() == null;
    } catch (IOException e) {
      return true; // as browsers see it, too
    }
  }

  private static List<String> four(EventReader events) throws IOException {
    List<String> told = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      told.add(events.next().text());
    }
    return told;
  }

  private static List<String> run(EventStream stream, List<String> sent) {
    try {
      stream.run();
      return sent;
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long bytesUntilTheEnd(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    byte[] buffer = new byte[64 * 1024];
    long bytes = 0;
    try {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        bytes += read;
      }
    } catch (SocketException e) {
      return bytes; // cut off
    }
    return bytes;
  }

  private record Kept(List<String> sent) implements EventStream.Line {
    @Override
    public void send(java.nio.ByteBuffer bytes) {
      sent.add(StandardCharsets.UTF_8.decode(bytes).toString());
    }

    @Override
    public void cut() {
      throw new IllegalStateException("nobody is slow here");
    }
  }
}
