package dev.tuninglab.lab.measure;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * The last member of a line of {@code slices.jsonl}: a CRC-32C (RFC 3720, section B.4) of the line
 * without it. A digit that flips on a bad disk or in an editor makes another number, which nothing
 * else in the line would give away.
 */
final class LineCheck {
  private static final Pattern SEALED =
      Pattern.compile("(\\{.*),\"check\":\"([0-9a-f]{8})\"}", Pattern.DOTALL);

  private LineCheck() {}

  /**
   * @param json an object with at least one member
   */
  static String seal(String json) {
    String open = json.substring(0, json.length() - 1);
    return open + ",\"check\":\"" + check(open) + "\"}";
  }

  /** What was sealed; empty when the line has no check, or was changed since. */
  static Optional<String> open(String line) {
    Matcher sealed = SEALED.matcher(line);
    return sealed.matches() && check(sealed.group(1)).equals(sealed.group(2))
        ? Optional.of(sealed.group(1) + "}")
        : Optional.empty();
  }

  private static String check(String text) {
    CRC32C crc = new CRC32C();
    crc.update(text.getBytes(StandardCharsets.UTF_8));
    return String.format(Locale.ROOT, "%08x", crc.getValue());
  }
}
