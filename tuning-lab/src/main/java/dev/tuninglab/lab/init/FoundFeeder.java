package dev.tuninglab.lab.init;

import java.util.List;

/**
 * Where values that vary between requests come from.
 *
 * @param comments where they were found, and what to put in their place
 */
record FoundFeeder(Source source, List<String> comments) {
  FoundFeeder {
    comments = List.copyOf(comments);
  }

  /** As the target file knows them. */
  sealed interface Source {}

  /** Each equally often; one that comes more often is listed more often. */
  record Values(List<String> values) implements Source {
    Values {
      values = List.copyOf(values);
    }
  }

  /** Both ends included. */
  record Uniform(long from, long to) implements Source {}

  /** Both ends included, the first the one asked for most. */
  record Zipf(long from, long to, double skew) implements Source {}
}
