package dev.tuninglab.lab.init;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Parts of URLs, as a target file may hold them. */
final class UrlText {
  /** What RFC 3986 allows in a path and query, but for the brackets, which servers differ about. */
  private static final String ALLOWED = "-._~!$&'()*+,;=:@/?";

  private UrlText() {}

  /**
   * A part of a path and query as it stands: what a URL may not hold is percent-encoded, so that
   * neither a blank nor the beginning of a variable is left.
   */
  static String literal(String raw) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < raw.length(); ) {
      int c = raw.codePointAt(i);
      int next = i + Character.charCount(c);
      if (c < 128 && (Character.isLetterOrDigit(c) || ALLOWED.indexOf(c) >= 0)) {
        out.append((char) c);
      } else if (c == '%' && isHex(raw, i + 1) && isHex(raw, i + 2)) {
        out.append('%');
      } else {
        for (byte b : raw.substring(i, next).getBytes(StandardCharsets.UTF_8)) {
          out.append('%').append(String.format("%02X", b));
        }
      }
      i = next;
    }
    return out.toString();
  }

  /**
   * What a part of a path stands for: a feeder's values are encoded as they are filled in. Empty if
   * it is not text, or text that a target file would not take for a value.
   */
  static Optional<String> decoded(String raw, boolean inQuery) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < raw.length(); ) {
      int c = raw.codePointAt(i);
      if (c == '%' && isHex(raw, i + 1) && isHex(raw, i + 2)) {
        bytes.write(Integer.parseInt(raw, i + 1, i + 3, 16));
        i += 3;
      } else {
        int next = i + Character.charCount(c);
        String text = c == '+' && inQuery ? " " : raw.substring(i, next);
        bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        i = next;
      }
    }
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(bytes.toByteArray()))
              .toString();
      boolean plain = !text.contains("${") && text.chars().noneMatch(Character::isISOControl);
      return plain ? Optional.of(text) : Optional.empty();
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** Adds a part; a '$' before a variable would turn it into text. */
  static void append(StringBuilder path, String text) {
    if (text.startsWith("${") && path.charAt(path.length() - 1) == '$') {
      path.setLength(path.length() - 1);
      path.append("%24");
    }
    path.append(text);
  }

  /** Any text as a part of a path or query. */
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static boolean isHex(String text, int at) {
    return at < text.length() && "0123456789abcdefABCDEF".indexOf(text.charAt(at)) >= 0;
  }
}
