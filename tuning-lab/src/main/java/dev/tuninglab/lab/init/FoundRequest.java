package dev.tuninglab.lab.init;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One kind of request that was found.
 *
 * @param name of its own among the requests found
 * @param path path and query, with {@code ${feeder}} where values vary and {@code ${env:NAME}}
 *     where a secret was
 * @param headers their values with the same
 * @param body with the same; null for none
 * @param weight share relative to the other requests
 * @param expect statuses that count as success; empty for 200 alone
 * @param comments what whoever reads the file should know of it
 */
record FoundRequest(
    String name,
    String method,
    String path,
    Map<String, String> headers,
    String body,
    long weight,
    List<Integer> expect,
    List<String> comments) {
  private static final Pattern SECRET = Pattern.compile("(?<!\\$)\\$\\{env:([^}]*)}");

  FoundRequest {
    headers = Map.copyOf(headers);
    expect = List.copyOf(expect);
    comments = List.copyOf(comments);
  }

  /** A plain GET. */
  static FoundRequest get(String name, String path, List<String> comments) {
    return new FoundRequest(name, "GET", path, Map.of(), null, 1, List.of(), comments);
  }

  /** Whether it may change what the service holds. */
  boolean isWrite() {
    return !method.equals("GET");
  }

  /** Variables of the environment that stand for its secrets. */
  List<String> secrets() {
    String all = path + headers.values() + (body == null ? "" : body);
    return SECRET.matcher(all).results().map(match -> match.group(1)).distinct().sorted().toList();
  }

  /** Whether every such request asks for the same. */
  boolean isFixed() {
    return !path.contains("${");
  }
}
