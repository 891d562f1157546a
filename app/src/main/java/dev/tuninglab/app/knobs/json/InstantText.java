package dev.tuninglab.app.knobs.json;

import com.dslplatform.json.JsonConverter;
import com.dslplatform.json.JsonReader;
import com.dslplatform.json.JsonWriter;
import java.io.IOException;
import java.time.Instant;

/** An instant as ISO 8601 text, as Jackson writes it; dsl-json has no converter of its own. */
@JsonConverter(target = Instant.class)
public final class InstantText {
  private InstantText() {}

  /** Called by generated code. */
  public static Instant read(JsonReader<?> reader) throws IOException {
    return Instant.parse(reader.readString());
  }

  /** Called by generated code. */
  public static void write(JsonWriter writer, Instant instant) {
    writer.writeByte(JsonWriter.QUOTE);
    writer.writeAscii(instant.toString());
    writer.writeByte(JsonWriter.QUOTE);
  }
}
