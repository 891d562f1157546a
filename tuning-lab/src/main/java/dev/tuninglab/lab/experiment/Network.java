package dev.tuninglab.lab.experiment;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What lies between the parts of an experiment; where nothing is asked for, loopback does.
 *
 * @param database between a subject and its database
 * @param client between the load generator and a subject
 */
public record Network(Optional<Link> database, Optional<Link> client) {
  public static final String DATABASE = "database";
  public static final String CLIENT = "client";

  public static final Network LOOPBACK = new Network(Optional.empty(), Optional.empty());

  /** The links asked for, by place: {@code database}, {@code client}. */
  @JsonValue
  public Map<String, Link> links() {
    Map<String, Link> links = new LinkedHashMap<>();
    database.ifPresent(link -> links.put(DATABASE, link));
    client.ifPresent(link -> links.put(CLIENT, link));
    return links;
  }
}
