package dev.tuninglab.lab.init;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells requests that are no part of what a service is asked for by its users. */
final class Bystanders {
  static final String HEALTH = "health checks";
  static final String BOTS = "of bots";
  static final String STATIC_FILES = "static files (--with-static keeps them)";

  private static final Pattern STATIC =
      Pattern.compile(
          ".+\\.(css|js|mjs|map|png|jpe?g|gif|svg|ico|webp|avif|woff2?|ttf|otf|eot|mp[34]|webm"
              + "|webmanifest|txt)",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern HEALTH_PATH =
      Pattern.compile(
          "/(up|ping|metrics|(health|live|ready)z?|healthcheck|(liveness|readiness)"
              + "|-/(healthy|ready)|(actuator|q|health)/.*|actuator)/?");

  private static final Pattern HEALTH_AGENT =
      Pattern.compile(
          "kube-probe|elb-healthchecker|googlehc|prometheus|uptimerobot|pingdom|consul health"
              + "|statuscake|blackbox|haproxy|health.?check");

  private static final Pattern BOT_AGENT =
      Pattern.compile(
          "bot\\b|bot[/;)]|crawl|spider|slurp|facebookexternalhit|scanner|nmap|nikto|zgrab|masscan"
              + "|censys|bytespider|gptbot");

  private final boolean keepStatic;

  Bystanders(boolean keepStatic) {
    this.keepStatic = keepStatic;
  }

  /** Why a request is left out; empty if it is one of users. */
  Optional<String> reason(String target, String agent) {
    String path = path(target);
    String who = agent.toLowerCase(Locale.ROOT);
    if (HEALTH_PATH.matcher(path).matches() || HEALTH_AGENT.matcher(who).find()) {
      return Optional.of(HEALTH);
    }
    if (path.equals("/robots.txt") || BOT_AGENT.matcher(who).find()) {
      return Optional.of(BOTS);
    }
    return !keepStatic && STATIC.matcher(path).matches()
        ? Optional.of(STATIC_FILES)
        : Optional.empty();
  }

  /** Without its query, which may hold what is not for others. */
  static String path(String target) {
    int end = target.length();
    for (char stop : new char[] {'?', '#', ';'}) {
      int at = target.indexOf(stop);
      end = at >= 0 ? Math.min(end, at) : end;
    }
    return UrlText.literal(target.substring(0, end));
  }
}
