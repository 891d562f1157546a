package dev.tuninglab.lab.init;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One request of a HAR, with its answer. */
final class HarEntry {
  private static final Pattern URL =
      Pattern.compile(
          "(https?)://(?:[^/?#]*@)?(\\[[^\\]/?#]*]|[^/?#:\\[]*)(?::(\\d{1,5}))?([/?#].*)?",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final Pattern STATIC =
      Pattern.compile(
          "(image|font|video|audio)/.*|text/css|.*javascript.*|application/(font|wasm|manifest).*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final List<String> STATIC_KINDS =
      List.of("image", "font", "stylesheet", "script", "media", "manifest", "texttrack");

  /** A header, by its name in lower case. */
  record Header(String name, String value) {}

  private final JsonNode entry;

  HarEntry(JsonNode entry) {
    this.entry = entry;
  }

  /** What it lacks to be one; null if nothing. */
  String lacks() {
    for (String member : List.of("/request/method", "/request/url", "/response/status")) {
      JsonNode value = entry.at(member);
      if (!value.isTextual() && !value.isNumber()) {
        return member.substring(1).replace('/', '.');
      }
    }
    return null;
  }

  String method() {
    return entry.at("/request/method").asText();
  }

  int status() {
    return entry.at("/response/status").asInt(0);
  }

  /** Host, port, and path with query, as groups 2 to 4 of a match; no match for {@code data:}. */
  Matcher url() {
    return URL.matcher(entry.at("/request/url").asText());
  }

  /** Of the request, or of the answer. */
  List<Header> headers(String side) {
    List<Header> headers = new ArrayList<>();
    for (JsonNode header : entry.at("/" + side + "/headers")) {
      headers.add(
          new Header(
              header.path("name").asText().toLowerCase(Locale.ROOT),
              header.path("value").asText()));
    }
    return headers;
  }

  /** The values of the cookies, as far as the recording lists them by themselves. */
  List<String> cookies() {
    List<String> values = new ArrayList<>();
    for (String side : List.of("request", "response")) {
      entry
          .at("/" + side + "/cookies")
          .forEach(cookie -> values.add(cookie.path("value").asText()));
    }
    return values;
  }

  String bodyType() {
    return entry.at("/request/postData/mimeType").asText();
  }

  /** The body; empty for none. */
  String body() {
    String text = entry.at("/request/postData/text").asText();
    if (!text.isEmpty()) {
      return text;
    }
    List<String> pairs = new ArrayList<>();
    for (JsonNode parameter : entry.at("/request/postData/params")) {
      pairs.add(
          UrlText.encoded(parameter.path("name").asText())
              + "="
              + UrlText.encoded(parameter.path("value").asText()));
    }
    return String.join("&", pairs);
  }

  /** Whether a browser asked for a part of a page, by what it says itself or what it got. */
  boolean isStatic() {
    return method().equals("GET")
        && (STATIC_KINDS.contains(entry.path("_resourceType").asText())
            || STATIC.matcher(entry.at("/response/content/mimeType").asText()).matches());
  }

  /** Whether it stays open: nothing that has an end to measure. */
  boolean isStream() {
    return List.of("websocket", "eventsource").contains(entry.path("_resourceType").asText())
        || status() == 101;
  }
}
