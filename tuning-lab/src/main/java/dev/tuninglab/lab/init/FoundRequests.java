package dev.tuninglab.lab.init;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was found of a service, ready to be written.
 *
 * @param name what the service is called: lower case, digits and '-'
 * @param source what it was found in, for people: {@code access log shop.log (combined)}
 * @param requests reads and writes; one read at least
 * @param feeders by the variables that the requests use
 * @param pace how fast the requests came; empty when that is not known
 * @param ready path of a GET that answers 200, as far as is known
 * @param leftOut what was in the source and is not here
 * @param notes what else to tell, a sentence each
 */
record FoundRequests(
    String name,
    String source,
    List<FoundRequest> requests,
    Map<String, FoundFeeder> feeders,
    Optional<Pace> pace,
    Optional<String> ready,
    List<LeftOut> leftOut,
    List<String> notes) {
  FoundRequests {
    requests = List.copyOf(requests);
    feeders = Collections.unmodifiableMap(new LinkedHashMap<>(feeders));
    leftOut = List.copyOf(leftOut);
    notes = List.copyOf(notes);
  }

  /**
   * Requests a second.
   *
   * @param busiest mean of the busiest minute
   * @param comment where that comes from
   */
  record Pace(double mean, double busiest, String comment) {}

  /** So many requests, and what they were: {@code 12}, {@code static files}. */
  record LeftOut(long count, String what) {}

  List<FoundRequest> reads() {
    return requests.stream().filter(request -> !request.isWrite()).toList();
  }

  List<FoundRequest> writes() {
    return requests.stream().filter(FoundRequest::isWrite).toList();
  }
}
