package dev.tuninglab.gatling.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Function;
import org.HdrHistogram.Histogram;

/** The control connection: messages as lines of JSON over a socket. */
public final class Wire implements AutoCloseable {
  private static final ObjectMapper JSON = mapper();

  private final Socket socket;
  private final BufferedReader in;
  private final OutputStream out;

  /** Takes over the socket. */
  public Wire(Socket socket) throws IOException {
    this.socket = socket;
    socket.setTcpNoDelay(true);
    this.in =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    this.out = socket.getOutputStream();
  }

  /** Sends one message; safe to call from several threads. */
  public void send(Message message) throws IOException {
    byte[] line = (JSON.writeValueAsString(message) + "\n").getBytes(StandardCharsets.UTF_8);
    synchronized (out) {
      out.write(line);
      out.flush();
    }
  }

  /** Waits for the next message; null when the other side has closed. */
  public Message receive() throws IOException {
    String line = in.readLine();
    return line == null ? null : JSON.readValue(line, Message.class);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  /**
   * Reads and writes the records of this module: histograms as base64, durations as nanoseconds.
   */
  public static ObjectMapper mapper() {
    SimpleModule module = new SimpleModule("tuning-lab");
    text(module, Histogram.class, HistogramText::encode, HistogramText::decode);
    text(
        module,
        Duration.class,
        d -> Long.toString(d.toNanos()),
        t -> Duration.ofNanos(Long.parseLong(t)));
    return new ObjectMapper().registerModule(module);
  }

  private static <T> void text(
      SimpleModule module, Class<T> type, Function<T, String> write, Function<String, T> read) {
    module.addSerializer(
        type,
        new JsonSerializer<T>() {
          @Override
          public void serialize(T value, JsonGenerator to, SerializerProvider provider)
              throws IOException {
            to.writeString(write.apply(value));
          }
        });
    module.addDeserializer(
        type,
        new JsonDeserializer<T>() {
          @Override
          public T deserialize(JsonParser from, DeserializationContext context) throws IOException {
            return read.apply(from.getValueAsString());
          }
        });
  }
}
