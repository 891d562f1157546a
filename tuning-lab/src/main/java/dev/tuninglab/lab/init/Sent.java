package dev.tuninglab.lab.init;

import java.util.List;
import java.util.Map;

/**
 * What a request brought besides its URL, without secrets.
 *
 * @param body null for none
 * @param comments on what is not in it
 */
record Sent(Map<String, String> headers, String body, List<String> comments) {
  static final Sent NOTHING = new Sent(Map.of(), null, List.of());

  /** Text that a target file takes as it stands. */
  static String escaped(String text) {
    return text.replace("${", "$${");
  }
}
