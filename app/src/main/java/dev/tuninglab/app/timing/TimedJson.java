package dev.tuninglab.app.timing;

import dev.tuninglab.app.http.JsonCodec;

/** Times how objects become JSON, and JSON an object. */
record TimedJson(JsonCodec json) implements JsonCodec {
  @Override
  public byte[] write(Object value) {
    return Phases.current().in(Phase.SERIALIZE, () -> json.write(value));
  }

  @Override
  public <T> T read(byte[] body, Class<T> type) {
    return Phases.current().in(Phase.PARSE, () -> json.read(body, type));
  }
}
