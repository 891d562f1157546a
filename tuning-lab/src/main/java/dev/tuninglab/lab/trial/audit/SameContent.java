package dev.tuninglab.lab.trial.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Whether a thing that was read is what was written, as far as both say the same: members of one
 * name are equal, and lists have equal elements in any order. What only one of them has is passed
 * over, as a service adds and leaves out; so is what is not JSON.
 */
final class SameContent {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SameContent() {}

  static boolean holds(String read, String written) {
    try {
      return holds(JSON.readTree(read), JSON.readTree(written));
    } catch (JsonProcessingException e) {
      return true;
    }
  }

  private static boolean holds(JsonNode read, JsonNode written) {
    if (read.isObject() && written.isObject()) {
      for (Map.Entry<String, JsonNode> member : written.properties()) {
        JsonNode other = read.get(member.getKey());
        if (other != null && !holds(other, member.getValue())) {
          return false;
        }
      }
      return true;
    }
    if (read.isArray() && written.isArray()) {
      return read.size() == written.size() && matches(read, written);
    }
    return read.isNumber() && written.isNumber()
        ? read.decimalValue().compareTo(written.decimalValue()) == 0
        : read.equals(written);
  }

  private static boolean matches(JsonNode read, JsonNode written) {
    List<JsonNode> left = new ArrayList<>();
    read.forEach(left::add);
    for (JsonNode each : written) {
      if (!takeOne(left, each)) {
        return false;
      }
    }
    return true;
  }

  private static boolean takeOne(List<JsonNode> left, JsonNode written) {
    for (Iterator<JsonNode> i = left.iterator(); i.hasNext(); ) {
      if (holds(i.next(), written)) {
        i.remove();
        return true;
      }
    }
    return false;
  }
}
