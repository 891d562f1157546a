package dev.tuninglab.lab.init;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Chooses what of a request's headers is written: the value of few, the names of some, nothing of
 * those that belong to the browser or the connection.
 */
final class SentHeaders {
  /** They say what the client wants or sends, and no more. */
  private static final Set<String> PLAIN =
      Set.of("accept", "accept-language", "content-type", "x-requested-with", "prefer");

  private static final Pattern DROPPED =
      Pattern.compile(
          ":.*|sec-.*|if-.*|proxy-.*|x-forwarded-.*|host|connection|content-length"
              + "|transfer-encoding|user-agent|referer|origin|accept-encoding|cache-control|pragma"
              + "|dnt|upgrade|upgrade-insecure-requests|te|priority|keep-alive|range|via|forwarded"
              + "|date|expect|traceparent|tracestate|baggage|x-request-id|purpose|save-data|rtt"
              + "|downlink|ect|device-memory|viewport-width|dpr|width");

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_.-]{0,80}");

  private SentHeaders() {}

  static Map<String, String> written(Iterable<HarEntry.Header> headers, Secrets secrets) {
    Map<String, String> written = new TreeMap<>();
    for (HarEntry.Header header : headers) {
      String name = header.name();
      String value = header.value();
      if (DROPPED.matcher(name).matches()
          || !NAME.matcher(name).matches()
          || secrets.isIn(name)
          || value.isBlank()) {
        continue;
      }
      boolean plain =
          PLAIN.contains(name)
              && !secrets.isIn(value)
              && value.chars().noneMatch(Character::isISOControl);
      written.put(name, plain ? Sent.escaped(value) : Secrets.reference(name));
    }
    return written;
  }

  /** Remembers what is secret in a header. */
  static void learn(HarEntry.Header header, Secrets secrets) {
    switch (header.name()) {
      case "cookie" -> {
        for (String cookie : header.value().split(";")) {
          secrets.learnCookie(cookie.substring(cookie.indexOf('=') + 1).strip());
        }
      }
      case "set-cookie" -> {
        // Some recorders put several into one, a line each.
        for (String line : header.value().split("\n")) {
          String cookie = line.replaceFirst(";.*", "");
          secrets.learnCookie(cookie.substring(cookie.indexOf('=') + 1).strip());
        }
      }
      case "authorization" -> {
        secrets.learn(header.value());
        secrets.learn(header.value().substring(header.value().indexOf(' ') + 1));
      }
      default -> {
        if (Secrets.isSecret(header.name(), header.value())) {
          secrets.learn(header.value());
        }
      }
    }
  }
}
