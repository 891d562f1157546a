package dev.tuninglab.app.http;

/** Turns an answer's object into JSON. */
public interface JsonWriter {
  /** The value as JSON in UTF-8. */
  byte[] write(Object value);
}
