package dev.tuninglab.db;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A PostgreSQL URL taken apart.
 *
 * @param hosts as in {@code localhost:5432}, may name several
 * @param database percent-encoded name
 * @param parameters what follows the question mark, empty when nothing does
 */
record JdbcUrl(String hosts, String database, String parameters) {
  private static final Pattern JDBC =
      Pattern.compile("jdbc:postgresql://([^/?@]+)/([^/?]+)(?:\\?(.*))?");
  private static final Pattern HOST =
      Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^:,\\[\\]]+)(?::(\\d{1,5}))?");
  private static final int DEFAULT_PORT = 5432;
  private static final Pattern SECRETS = Pattern.compile("(?<=://)[^/@]*@|(?<=[?&]password=)[^&]*");

  static JdbcUrl parse(String url) throws DatabaseException {
    String jdbc = url.matches("postgres(ql)?://.*") ? fromLibpq(url) : url;
    Matcher matcher = JDBC.matcher(jdbc);
    if (!matcher.matches()) {
      throw malformed(url);
    }
    String parameters = matcher.group(3) == null ? "" : matcher.group(3);
    return new JdbcUrl(matcher.group(1), matcher.group(2), parameters);
  }

  JdbcUrl withDatabase(String name) {
    return new JdbcUrl(hosts, name, parameters);
  }

  /**
   * Where the server is; not looked up when the name is unknown.
   *
   * @throws DatabaseException when the URL names several hosts, or an address does not do for it
   */
  InetSocketAddress address() throws DatabaseException {
    Matcher matcher = HOST.matcher(hosts);
    if (!matcher.matches()) {
      throw new DatabaseException("the database URL must name one host, but names " + hosts);
    }
    String port = matcher.group(2);
    return new InetSocketAddress(
        matcher.group(1), port == null ? DEFAULT_PORT : Integer.parseInt(port));
  }

  /**
   * The same with another address, which leads to the same server.
   *
   * @throws DatabaseException when the driver would find the wrong name in the server's certificate
   */
  JdbcUrl at(InetSocketAddress address) throws DatabaseException {
    if (parameter("sslmode").equals("verify-full")) {
      throw new DatabaseException(
          "the database URL has sslmode=verify-full, which demands the server's own name;"
              + " give sslmode=verify-ca");
    }
    String host = address.getAddress().getHostAddress();
    String literal = host.contains(":") ? "[" + host + "]" : host;
    return new JdbcUrl(literal + ":" + address.getPort(), database, parameters);
  }

  String jdbc() {
    return "jdbc:postgresql://"
        + hosts
        + "/"
        + database
        + (parameters.isEmpty() ? "" : "?" + parameters);
  }

  /** The form that psql reads; parameters other than user and password are the driver's own. */
  String psql() {
    String password = parameter("password");
    String login = parameter("user") + (password.isEmpty() ? "" : ":" + password);
    return "postgresql://" + (login.isEmpty() ? "" : login + "@") + hosts + "/" + database;
  }

  /** For messages: no password. */
  String shown() {
    return hosts + "/" + database;
  }

  private String parameter(String name) {
    for (String parameter : parameters.split("&")) {
      if (parameter.startsWith(name + "=")) {
        return parameter.substring(name.length() + 1);
      }
    }
    return "";
  }

  private static String fromLibpq(String url) throws DatabaseException {
    try {
      URI uri = new URI(url);
      if (uri.getRawAuthority() == null) {
        throw malformed(url);
      }
      String authority = uri.getRawAuthority();
      int at = authority.lastIndexOf('@');
      List<String> parameters = new ArrayList<>();
      if (at >= 0) {
        String[] login = authority.substring(0, at).split(":", 2);
        parameters.add("user=" + recode(login[0]));
        if (login.length == 2) {
          parameters.add("password=" + recode(login[1]));
        }
      }
      if (uri.getRawQuery() != null) {
        parameters.add(uri.getRawQuery());
      }
      String query = parameters.isEmpty() ? "" : "?" + String.join("&", parameters);
      return "jdbc:postgresql://" + authority.substring(at + 1) + uri.getRawPath() + query;
    } catch (URISyntaxException e) {
      throw malformed(url);
    }
  }

  /** A plus sign is itself in a user part, but a blank in a query. */
  private static String recode(String text) {
    String plain = URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    return URLEncoder.encode(plain, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static DatabaseException malformed(String url) {
    return new DatabaseException(
        "db-url must be jdbc:postgresql://host:port/database?user=..&password=.. or"
            + " postgresql://user:password@host:port/database, but was '"
            + SECRETS.matcher(url).replaceAll("***")
            + "'");
  }
}
