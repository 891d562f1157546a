package dev.tuninglab.lab.panel;

import dev.tuninglab.lab.panel.State.Control;
import dev.tuninglab.lab.panel.State.Way;
import dev.tuninglab.lab.panel.State.Work;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A service that is not there: its knobs, and what a request would cost with them. */
final class SimulatedService {
  static final double MOST_RATE = 1000;
  static final long MOST_ROUND_TRIP_MICROS = 50_000;

  static final List<Control> KNOBS =
      List.of(
          knob(
              "pool",
              List.of("none", "hikari"),
              null,
              "hikari",
              "order",
              "a handshake for every request against a reused connection"),
          knob("pool.size", List.of(), "1..200", "10", "order", "more is not faster"),
          knob(
              "pool.timeout",
              List.of(),
              "250ms..10m",
              "30s",
              "order",
              "a short wait turns overload into quick refusals"),
          knob(
              "pool.leak-detection",
              List.of("off"),
              "2s..10m",
              "60s",
              "order",
              "a timer a request, and the culprit's name in the log"),
          knob(
              "fetch",
              List.of("n-plus-one", "join", "batch", "multiset"),
              null,
              "join",
              "orders-page",
              "statements a request: 1 + N, 1, 2, 1"),
          knob(
              "cache",
              List.of("none", "http", "local"),
              null,
              "none",
              "product",
              "work not done again: the body not read and sent, or the database not asked"),
          knob(
              "cache.ttl",
              List.of(),
              "1s..1440m",
              "60s",
              "product",
              "with cache=local: a short one reads hot products again and again"),
          knob(
              "threads",
              List.of("platform", "virtual"),
              null,
              "platform",
              "order",
              "nothing, until more requests wait at once than there are threads; needs jdk=21 or newer"),
          new Control(
              "gc",
              "gc",
              List.of("serial", "g1", "parallel", "zgc"),
              null,
              "g1",
              "orders-page",
              "pauses against throughput: a rare long P99.9, or CPU spent beside the requests",
              "one of serial, g1, parallel, zgc",
              true,
              null));

  static final List<Work> WORKLOADS =
      List.of(
          new Work("order", 200, List.of("GET /orders/${order}"), false),
          new Work("orders-page", 50, List.of("GET /orders?size=20&offset=${offset}"), false),
          new Work("product", 200, List.of("GET /products/${product}"), false),
          new Work("place-order", 50, List.of("POST /orders"), true));

  static final List<Way> LINKS =
      List.of(
          new Way("loopback", "no delay"),
          new Way("lan", "0.5 ms, 1 Gbit/s"),
          new Way("wan", "50 ms, 20 Mbit/s"));

  private SimulatedService() {}

  private static Control knob(
      String name,
      List<String> values,
      String range,
      String preset,
      String workload,
      String expect) {
    String group = name.split("\\.")[0];
    String words = values.isEmpty() ? "" : "one of " + String.join(", ", values);
    String rule = range == null ? words : words.isEmpty() ? range : words + " or " + range;
    return new Control(name, group, values, range, preset, workload, expect, rule, false, group);
  }

  /** SQL statements a request. */
  static double statements(Map<String, String> settings, String workload) {
    return switch (workload) {
      case "orders-page" ->
          switch (settings.get("fetch")) {
            case "n-plus-one" -> 21;
            case "batch" -> 2;
            default -> 1;
          };
      case "product" -> settings.get("cache").equals("local") ? 0.02 : 1;
      case "place-order" -> 4;
      default -> 1;
    };
  }

  /** Connections to the database that are opened, a request. */
  static double connections(Map<String, String> settings) {
    return settings.get("pool").equals("none") ? 1 : 0;
  }

  /** What half of the requests stay below, in microseconds. */
  static double median(Map<String, String> settings, State.Offer load, Random random) {
    double trip = 90 + load.roundTripMicros();
    double way =
        switch (load.link()) {
          case "lan" -> 500;
          case "wan" -> 50_000;
          default -> 0;
        };
    double own =
        320
            + statements(settings, load.workload()) * trip
            + connections(settings) * (2600 + 4 * trip);
    return (own + way) * (0.95 + 0.1 * random.nextDouble());
  }
}
