package dev.tuninglab.gatling;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.gatling.jsonpath.JPError;
import io.gatling.jsonpath.JsonPath;
import java.util.ArrayList;
import java.util.List;
import scala.collection.Iterator;
import scala.util.Either;

/** Where something is looked for in JSON: by a JSON pointer, or by a JSONPath. */
public interface JsonPlaces {
  /** What is there; may be several things, or nothing. */
  List<JsonNode> in(JsonNode answer);

  /**
   * @param path as of {@link dev.tuninglab.gatling.workload.JsonCheck}
   * @throws IllegalArgumentException if it is of neither form
   */
  static JsonPlaces of(String path) {
    if (path.startsWith("/")) {
      JsonPointer pointer = JsonPointer.compile(path);
      return answer -> {
        JsonNode found = answer.at(pointer);
        return found.isMissingNode() ? List.of() : List.of(found);
      };
    }
    Either<JPError, JsonPath> compiled = JsonPath.compile(path);
    if (compiled.isLeft()) {
      throw new IllegalArgumentException(
          "path must be a JSONPath, but was '"
              + path
              + "' ("
              + compiled.swap().toOption().get().reason()
              + ")");
    }
    JsonPath json = compiled.toOption().get();
    return answer -> {
      List<JsonNode> found = new ArrayList<>();
      for (Iterator<JsonNode> all = json.query(answer); all.hasNext(); ) {
        found.add(all.next());
      }
      return found;
    };
  }
}
