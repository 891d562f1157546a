package dev.tuninglab.lab.init;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A JSON object a line: the names are those that servers and collectors of logs usually have. */
final class JsonLog implements LogEntry.Form {

  /** What a line is asked for, and what that is called; a dot leads into an object. */
  private enum Role {
    REQUEST("request", "request_line", "RequestLine"),
    METHOD(
        "method",
        "request_method",
        "request.method",
        "http.request.method",
        "RequestMethod",
        "requestMethod",
        "http_method",
        "httpMethod",
        "httpRequest.requestMethod",
        "req.method",
        "verb"),
    PATH(
        "request_uri",
        "request.uri",
        "url.original",
        "RequestPath",
        "uri",
        "path",
        "url",
        "request.url",
        "requestUri",
        "request_path",
        "url.path",
        "http.target",
        "httpRequest.requestUrl",
        "req.url",
        "target"),
    STATUS(
        "status",
        "http.response.status_code",
        "DownstreamStatus",
        "OriginStatus",
        "status_code",
        "statusCode",
        "http_status",
        "response.status",
        "httpRequest.status",
        "res.statusCode",
        "response_code",
        "responseCode"),
    TIME(
        "@timestamp",
        "time_iso8601",
        "StartUTC",
        "StartLocal",
        "ts",
        "timestamp",
        "time",
        "time_local",
        "msec",
        "datetime",
        "date"),
    AGENT(
        "http_user_agent",
        "user_agent.original",
        "request.headers.User-Agent",
        "request_User-Agent",
        "user_agent",
        "userAgent",
        "httpRequest.userAgent",
        "req.headers.user-agent",
        "agent");

    private final List<String> names;

    Role(String... names) {
      this.names = List.of(names);
    }
  }

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_NAMED = 8;

  private final Map<Role, String> chosen = new EnumMap<>(Role.class);

  @Override
  public LogEntry read(String line) throws LogEntry.Unread {
    JsonNode entry = object(line);
    boolean settled = chosen.containsKey(Role.STATUS);
    if (!settled && !settle(entry)) {
      return null;
    }
    JsonNode status = value(entry, Role.STATUS);
    JsonNode request = value(entry, Role.REQUEST);
    JsonNode method = value(entry, Role.METHOD);
    JsonNode path = value(entry, Role.PATH);
    int code = status == null ? 0 : status.asInt(0);
    boolean told =
        chosen.containsKey(Role.REQUEST) ? request != null : method != null && path != null;
    if (code < 100 || code > 999 || !told) {
      return null;
    }
    Instant time = time(find(entry, Role.TIME));
    String agent = text(find(entry, Role.AGENT));
    return request != null
        ? LogEntry.of(request.asText(), code, time, agent)
        : new LogEntry(method.asText(), path.asText() + query(entry), code, time, agent);
  }

  @Override
  public String name() {
    return "JSON lines";
  }

  /** Which members were used: {@code method from request.method, ...}. */
  String members() {
    List<String> members = new ArrayList<>();
    chosen.forEach(
        (role, name) -> members.add(role.name().toLowerCase(Locale.ROOT) + " from " + name));
    return String.join(", ", members);
  }

  /** What a line lacks of which no name was found; for the refusal of the whole file. */
  static String lacks(String line) {
    try {
      JsonNode entry = object(line);
      Role role =
          present(entry, Role.STATUS) == null
              ? Role.STATUS
              : present(entry, Role.METHOD) == null ? Role.METHOD : Role.PATH;
      List<String> members = new ArrayList<>();
      entry.fieldNames().forEachRemaining(members::add);
      String shown = String.join(", ", members.subList(0, Math.min(MOST_NAMED, members.size())));
      return "has no %s that is known: members are %s%s, known names are %s"
          .formatted(
              role.name().toLowerCase(Locale.ROOT),
              shown.isEmpty() ? "none" : shown,
              members.size() > MOST_NAMED ? ", ..." : "",
              String.join(", ", role.names));
    } catch (LogEntry.Unread e) {
      return e.getMessage();
    }
  }

  private static JsonNode object(String line) throws LogEntry.Unread {
    try {
      JsonNode entry = JSON.readTree(line);
      if (entry != null && entry.isObject()) {
        return entry;
      }
      throw new LogEntry.Unread("is no JSON object");
    } catch (JacksonException e) {
      throw new LogEntry.Unread(
          "is not JSON: " + e.getOriginalMessage().lines().findFirst().orElse(""));
    }
  }

  private boolean settle(JsonNode entry) {
    String status = present(entry, Role.STATUS);
    String request = present(entry, Role.REQUEST);
    String method = present(entry, Role.METHOD);
    String path = present(entry, Role.PATH);
    if (status == null || (request == null && (method == null || path == null))) {
      return false;
    }
    chosen.put(Role.STATUS, status);
    if (method != null && path != null) {
      chosen.put(Role.METHOD, method);
      chosen.put(Role.PATH, path);
    } else {
      chosen.put(Role.REQUEST, request);
    }
    return true;
  }

  private JsonNode value(JsonNode entry, Role role) {
    String name = chosen.get(role);
    return name == null ? null : at(entry, name);
  }

  /** Of a role that not every line has; the first name found stays. */
  private JsonNode find(JsonNode entry, Role role) {
    if (!chosen.containsKey(role)) {
      String name = present(entry, role);
      if (name != null) {
        chosen.put(role, name);
      }
    }
    return value(entry, role);
  }

  private static String present(JsonNode entry, Role role) {
    return role.names.stream().filter(name -> at(entry, name) != null).findFirst().orElse(null);
  }

  /** A text or number, or the first of a list of such; null if there is none. */
  private static JsonNode at(JsonNode entry, String name) {
    JsonNode found = entry.get(name);
    for (int dot = name.indexOf('.'); found == null && dot > 0; dot = name.indexOf('.', dot + 1)) {
      JsonNode inner = entry.get(name.substring(0, dot));
      found = inner != null && inner.isObject() ? at(inner, name.substring(dot + 1)) : null;
    }
    if (found != null && found.isArray() && !found.isEmpty()) {
      found = found.get(0);
    }
    return found != null && (found.isTextual() || found.isNumber()) ? found : null;
  }

  private String query(JsonNode entry) {
    JsonNode query = "url.path".equals(chosen.get(Role.PATH)) ? at(entry, "url.query") : null;
    return query == null ? "" : "?" + query.asText();
  }

  private static String text(JsonNode node) {
    return node == null ? "" : node.asText();
  }

  private static Instant time(JsonNode node) {
    if (node == null) {
      return null;
    }
    String text = node.asText();
    try {
      if (text.matches("[0-9]{1,19}(\\.[0-9]{1,19})?|[0-9](\\.[0-9]{1,19})?[eE]\\+?[0-9]{1,2}")) {
        double value = Double.parseDouble(text);
        // Seconds, or thousandths, millionths, billionths of one: by their size, in this century.
        while (value > 1e11) {
          value /= 1_000;
        }
        return Instant.ofEpochMilli(Math.round(value * 1_000));
      }
      return text.contains("/")
          ? OffsetDateTime.parse(text, CommonLog.TIME).toInstant()
          : OffsetDateTime.parse(text.replaceFirst("([+-]\\d\\d)(\\d\\d)$", "$1:$2")).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }
}
