// Copied from API Tuning Lab with its package names changed; Apache License 2.0.
package com.acme.orders.cache;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The versions that a client says it has, in {@code If-None-Match} (RFC 9110 13.1.2). Compared
 * weakly, as that section asks: a weak tag and a strong one of the same text are the same.
 */
public final class EntityTags {
  private static final Pattern ANY = Pattern.compile("\\s*\\*\\s*");
  private static final String TAG = "(?:W/)?\"([\\x21\\x23-\\x7e\\x80-\\xff]*)\"";
  private static final Pattern ONE = Pattern.compile("[\\s,]*" + TAG + "\\s*(?=,|$)");
  private static final Pattern LIST = Pattern.compile("[\\s,]*(?:" + TAG + "\\s*(?:,[\\s,]*|$))+");

  private final boolean any;
  private final Set<String> versions;

  private EntityTags(boolean any, Set<String> versions) {
    this.any = any;
    this.versions = versions;
  }

  /** What the lines of the header name; nothing when one of them cannot be understood. */
  static EntityTags of(List<String> lines) {
    Set<String> versions = new HashSet<>();
    for (String line : lines) {
      if (ANY.matcher(line).matches()) {
        return new EntityTags(true, Set.of());
      }
      if (!LIST.matcher(line).matches()) {
        return new EntityTags(false, Set.of());
      }
      Matcher tags = ONE.matcher(line);
      while (tags.find()) {
        versions.add(tags.group(1));
      }
    }
    return new EntityTags(false, versions);
  }

  /** Whether the client has none: then it needs the body. */
  public boolean isEmpty() {
    return !any && versions.isEmpty();
  }

  /**
   * The tag of a version. Weak: whoever compresses a response sends other bytes under the same tag.
   */
  static String weak(String version) {
    return "W/\"" + version + "\"";
  }

  /** Whether the client has this version. */
  public boolean include(String version) {
    return any || versions.contains(version);
  }
}
