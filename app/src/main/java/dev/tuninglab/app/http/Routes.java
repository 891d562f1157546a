package dev.tuninglab.app.http;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.eclipse.jetty.http.pathmap.MatchedResource;
import org.eclipse.jetty.http.pathmap.PathMappings;
import org.eclipse.jetty.http.pathmap.UriTemplatePathSpec;

/** Which endpoint answers which method and path. Immutable once built. */
public final class Routes {
  private final PathMappings<Route> byPath = new PathMappings<>();

  private Routes(Map<String, Map<String, Endpoint>> endpoints) {
    endpoints.forEach(
        (template, byMethod) -> {
          UriTemplatePathSpec path = new UriTemplatePathSpec(template);
          byPath.put(path, new Route(template, path, Map.copyOf(byMethod)));
        });
  }

  Optional<Route> at(String path) {
    MatchedResource<Route> match = byPath.getMatched(path);
    return match == null ? Optional.empty() : Optional.of(match.getResource());
  }

  /** One URI template and its endpoints by method. */
  record Route(String template, UriTemplatePathSpec path, Map<String, Endpoint> byMethod) {
    /** A HEAD is a GET whose body the server leaves out (RFC 9110, 9.3.2). */
    Optional<Endpoint> endpoint(String method) {
      return Optional.ofNullable(byMethod.get(method.equals("HEAD") ? "GET" : method));
    }

    String allow() {
      TreeSet<String> methods = new TreeSet<>(byMethod.keySet());
      if (methods.contains("GET")) {
        methods.add("HEAD");
      }
      return String.join(", ", methods);
    }
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Collects endpoints. */
  public static final class Builder {
    private final Map<String, Map<String, Endpoint>> endpoints = new LinkedHashMap<>();

    /** Adds a GET; the template is a path with {@code {names}} (RFC 6570 level 1). */
    public Builder get(String template, Endpoint endpoint) {
      return add("GET", template, endpoint);
    }

    public Builder post(String template, Endpoint endpoint) {
      return add("POST", template, endpoint);
    }

    public Builder put(String template, Endpoint endpoint) {
      return add("PUT", template, endpoint);
    }

    /** Has this run on each request's thread before the endpoints that were added so far. */
    public Builder first(Runnable work) {
      endpoints
          .values()
          .forEach(
              byMethod ->
                  byMethod.replaceAll(
                      (method, endpoint) ->
                          request -> {
                            work.run();
                            return endpoint.answer(request);
                          }));
      return this;
    }

    private Builder add(String method, String template, Endpoint endpoint) {
      endpoints.computeIfAbsent(template, unseen -> new HashMap<>()).put(method, endpoint);
      return this;
    }

    public Routes build() {
      return new Routes(endpoints);
    }
  }
}
