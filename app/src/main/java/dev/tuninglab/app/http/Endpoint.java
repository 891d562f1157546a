package dev.tuninglab.app.http;

/** Answers the requests of one method to one route. Called on many threads; may block. */
public interface Endpoint {
  /**
   * @throws ProblemException when the client is to blame
   * @throws Exception for anything else: the client is told 503 when the database cannot be had,
   *     else 500
   */
  Answer answer(Incoming request) throws Exception;
}
