package dev.tuninglab.gatling.workload;

/**
 * What an answer in JSON must hold.
 *
 * @param path a JSON pointer such as {@code /items/0/id}, or a JSONPath such as {@code
 *     $.items[*].id}
 * @param equals the text, number or truth value, as text, of which one that is found there must be;
 *     null to ask no more than that something is there
 * @param exists false for an answer that must have nothing there
 */
public record JsonCheck(String path, String equals, boolean exists) {
  /** Checks itself. */
  public JsonCheck {
    if (path == null || !(path.startsWith("/") || path.startsWith("$"))) {
      throw new IllegalArgumentException(
          "path must be a JSON pointer that starts with '/', or a JSONPath that starts with '$',"
              + " but was '"
              + path
              + "'");
    }
    if (equals != null && !exists) {
      throw new IllegalArgumentException("equals needs exists: true, or leave exists out");
    }
  }

  /** The kind of failure that it makes, as reports name it. */
  public String failure() {
    return "check:" + path;
  }
}
