package dev.tuninglab.app.shop;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tuninglab.app.http.Answer;
import dev.tuninglab.app.http.Incoming;
import dev.tuninglab.app.http.JsonCodec;
import dev.tuninglab.app.http.Problem;
import dev.tuninglab.app.http.ProblemException;
import dev.tuninglab.app.http.Routes;
import dev.tuninglab.app.tuning.InvalidSetting;
import dev.tuninglab.app.tuning.Tuning;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The knobs over HTTP: how they stand, and turning them while requests are in flight. */
public final class TuningRoutes {
  private final Tuning tuning;
  private final Tuner tuner;
  private final JsonCodec json;

  public TuningRoutes(Tuning tuning, Tuner tuner, JsonCodec json) {
    this.tuning = tuning;
    this.tuner = tuner;
    this.json = json;
  }

  /** Turns knobs, all of those asked for or none. */
  public interface Tuner {
    /**
     * @return the value of every knob from now on
     * @throws InvalidSetting when a knob or a value cannot be
     * @throws ProblemException when it cannot be had at the moment
     */
    Map<String, String> tune(Map<String, String> asked);
  }

  /** Adds these routes. */
  public void addTo(Routes.Builder routes) {
    routes.get("/tuning", this::show).put("/tuning", this::tune);
  }

  private Answer show(Incoming request) {
    requireThisMachine(request);
    return answer(tuning.settings());
  }

  private Answer answer(Map<String, String> knobs) {
    Map<String, String> all = new LinkedHashMap<>(knobs);
    all.putAll(Jvm.settings());
    return Answer.json(200, json.write(all));
  }

  private Answer tune(Incoming request) throws IOException {
    requireThisMachine(request);
    if (request.isFromAnotherSite()) {
      throw new ProblemException(
          Problem.of(403, "/tuning must be turned by a page of this server, or without an Origin"));
    }
    try {
      return answer(tuner.tune(Jvm.without(settings(request))));
    } catch (InvalidSetting e) {
      throw new ProblemException(Problem.unprocessable(e.getMessage()));
    }
  }

  private Map<String, String> settings(Incoming request) throws IOException {
    JsonNode body = json.read(request.jsonBody(), JsonNode.class);
    if (!body.isObject()) {
      throw new InvalidSetting("the body must be an object of knobs and values, but was " + body);
    }
    Map<String, String> settings = new LinkedHashMap<>();
    body.properties()
        .forEach(
            setting -> {
              JsonNode value = setting.getValue();
              if (!value.isTextual()) {
                throw new InvalidSetting(
                    setting.getKey() + " must be text such as \"10\", but was " + value);
              }
              settings.put(setting.getKey(), value.asText());
            });
    return settings;
  }

  private static void requireThisMachine(Incoming request) {
    if (!request.isFromLoopback()) {
      throw new ProblemException(
          Problem.of(403, "/tuning must be asked from this machine, but was asked from another"));
    }
  }
}
