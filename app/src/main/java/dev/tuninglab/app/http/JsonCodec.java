package dev.tuninglab.app.http;

/** Turns an answer's object into JSON, and a request's JSON into an object. */
public interface JsonCodec extends JsonWriter {
  /**
   * The object that a request's body stands for.
   *
   * @throws ProblemException 400 when it is not JSON, 422 when it is not such an object
   */
  <T> T read(byte[] body, Class<T> type);
}
