package dev.tuninglab.lab.why;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * One variant, looked into at a low fixed rate after all that is timed.
 *
 * @param variant its name
 * @param ratePerSecond requests that it was offered
 * @param requests completed ones, by which everything is divided
 * @param meanMicros of the latencies of the fastest nine tenths of them, from the scheduled instant
 * @param perRequest counters by id; what could not be had is absent
 * @param statements by time, the longest first; none when they could not be had
 * @param phases in the order in which the service names them; none when it does not
 * @param missing why what is absent could not be had, by what it is: {@code database}, {@code jvm},
 *     {@code phases} ...
 * @param stacks file with the collapsed stacks of its CPU time, from the results folder; empty when
 *     there are none
 */
public record Inside(
    String variant,
    double ratePerSecond,
    long requests,
    double meanMicros,
    Map<String, Double> perRequest,
    List<Statement> statements,
    List<Phase> phases,
    Map<String, String> missing,
    String stacks) {
  public Inside {
    perRequest = new LinkedHashMap<>(perRequest);
    statements = List.copyOf(statements);
    phases = List.copyOf(phases);
    missing = new LinkedHashMap<>(missing);
    stacks = stacks == null ? "" : stacks;
  }

  /** What a request has of it. */
  public OptionalDouble of(Counter counter) {
    Double value = perRequest.get(counter.id());
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /** The same with a counter that was measured elsewhere, unless it has it itself. */
  public Inside with(Counter counter, double value) {
    Map<String, Double> more = new LinkedHashMap<>(perRequest);
    more.putIfAbsent(counter.id(), value);
    return new Inside(
        variant, ratePerSecond, requests, meanMicros, more, statements, phases, missing, stacks);
  }
}
