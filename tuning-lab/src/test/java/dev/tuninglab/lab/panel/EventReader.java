package dev.tuninglab.lab.panel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Reads server-sent events as a browser does. */
final class EventReader implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final BufferedReader in;

  EventReader(InputStream in) {
    this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
  }

  /** One event. */
  record Told(String name, JsonNode data) {
    /** {@code point 7}, for what has an instant. */
    String text() {
      return name + " " + data.path("at").asText();
    }
  }

  /** Waits for the next one; null at the end. */
  Told next() throws IOException {
    String name = "";
    String data = "";
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.startsWith("event: ")) {
        name = line.substring("event: ".length());
      } else if (line.startsWith("data: ")) {
        data = line.substring("data: ".length());
      } else if (line.isEmpty() && !data.isEmpty()) {
        return new Told(name, JSON.readTree(data));
      }
    }
    return null;
  }

  /** Passes over others. */
  Told next(String name) throws IOException {
    Told told = next();
    while (told != null && !told.name().equals(name)) {
      told = next();
    }
    return told;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
