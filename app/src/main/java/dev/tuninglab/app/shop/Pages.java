package dev.tuninglab.app.shop;

import dev.tuninglab.app.http.Incoming;
import dev.tuninglab.app.shop.domain.PageRequest;

/** Reads which part of a list a request asks for. */
final class Pages {
  private Pages() {}

  /** From the parameters {@code offset} and {@code size}: the first 20 without them. */
  static PageRequest of(Incoming request) {
    return new PageRequest(
        request.number("offset", 0, 10_000_000, 0), request.number("size", 1, 100, 20));
  }
}
