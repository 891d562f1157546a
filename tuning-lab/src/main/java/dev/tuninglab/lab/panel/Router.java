package dev.tuninglab.lab.panel;

import dev.tuninglab.lab.experiment.BadInput;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.pathmap.MatchedResource;
import org.eclipse.jetty.http.pathmap.PathMappings;
import org.eclipse.jetty.http.pathmap.PathSpec;
import org.eclipse.jetty.http.pathmap.ServletPathSpec;
import org.eclipse.jetty.http.pathmap.UriTemplatePathSpec;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds who answers a request, and sends the answer. */
final class Router extends Handler.Abstract {
  private static final Logger LOG = LoggerFactory.getLogger(Router.class);

  private final PathMappings<Map<String, Endpoint>> byPath = new PathMappings<>();

  /** Answers requests of one method to one path; may block. */
  interface Endpoint {
    /**
     * @throws Problem.Found if it is not to be had
     * @throws BadInput if what was asked for is not allowed
     */
    Answer answer(Incoming request) throws Exception;
  }

  /** The template is a path with {@code {names}}. */
  Router get(String template, Endpoint endpoint) {
    return add("GET", template, endpoint);
  }

  /** Of all paths below one. */
  Router below(String folder, Endpoint endpoint) {
    byPath.put(new ServletPathSpec(folder + "/*"), new TreeMap<>(Map.of("GET", endpoint)));
    return this;
  }

  Router post(String template, Endpoint endpoint) {
    return add("POST", template, endpoint);
  }

  private Router add(String method, String template, Endpoint endpoint) {
    UriTemplatePathSpec path = new UriTemplatePathSpec(template);
    Map<String, Endpoint> there = byPath.get(path);
    Map<String, Endpoint> all = there == null ? new TreeMap<>() : there;
    all.put(method, endpoint);
    byPath.put(path, all);
    return this;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    answer(request).send(response, callback);
    return true;
  }

  private Answer answer(Request request) {
    try {
      String path = Request.getPathInContext(request);
      MatchedResource<Map<String, Endpoint>> found = byPath.getMatched(path);
      if (found == null) {
        throw new Problem.Found(HttpStatus.NOT_FOUND_404, "there is nothing at " + path);
      }
      String method = request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
      Endpoint endpoint = found.getResource().get(method);
      if (endpoint == null) {
        return notAllowed(found.getResource(), method);
      }
      return endpoint.answer(new Incoming(request, variables(found.getPathSpec(), path)));
    } catch (Problem.Found e) {
      return Answer.problem(e.problem());
    } catch (BadInput e) {
      return Answer.problem(new Problem(HttpStatus.UNPROCESSABLE_ENTITY_422, e.getMessage()));
    } catch (HttpException.RuntimeException e) {
      return Answer.problem(new Problem(e.getCode(), String.valueOf(e.getReason())));
    } catch (Exception e) {
      LOG.error("{} {} failed", request.getMethod(), request.getHttpURI().getPath(), e);
      return Answer.problem(
          new Problem(
              HttpStatus.INTERNAL_SERVER_ERROR_500, "the panel failed; the lab's log says why"));
    }
  }

  private static Map<String, String> variables(PathSpec spec, String path) {
    return spec instanceof UriTemplatePathSpec template ? template.getPathParams(path) : Map.of();
  }

  private static Answer notAllowed(Map<String, Endpoint> there, String method) {
    String allow = String.join(", ", there.keySet());
    return Answer.problem(
            new Problem(
                HttpStatus.METHOD_NOT_ALLOWED_405,
                "the method must be one of " + allow + ", but was " + method))
        .with(Map.of("Allow", allow));
  }
}
