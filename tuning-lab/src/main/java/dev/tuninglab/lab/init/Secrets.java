package dev.tuninglab.lab.init;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells what must not be written down. */
final class Secrets {
  /** Shorter ones, such as the value of a cookie {@code lang=en}, occur by chance. */
  private static final int SHORTEST = 6;

  private static final int MOST_KNOWN = 10_000;

  /** Parts of names, as words or run together: {@code X-Api-Key}, {@code accessToken}. */
  private static final Pattern NAME =
      Pattern.compile(
          "token|secret|passw|passphrase|pwd|auth(?!or(?!iz))|credential|session|cookie|csrf|xsrf"
              + "|signature|jwt|bearer|saml|cvv|cvc|iban|card_?number|(^|_)(sig|sid|pin|otp|ssn|hmac)(_|$)"
              + "|(api|access|private|client|subscription|account)_?key");

  /** Names of secrets and of harmless things alike: the value decides. */
  private static final Pattern MAYBE = Pattern.compile("(^|_)(key|code|state|nonce|ticket)(_|$)");

  private static final Pattern LONG_MIX = Pattern.compile("(?=.*[0-9])(?=.*[A-Za-z]).{12,}");

  /** A JSON Web Token, or the beginning of one. */
  private static final Pattern TOKEN = Pattern.compile("eyJ[A-Za-z0-9_-]{8,}");

  private final Set<String> known = new HashSet<>();

  /** Whether a value of this name is not for others. */
  static boolean isSecret(String name, String value) {
    String words =
        name.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "_");
    return NAME.matcher(words).find()
        || (MAYBE.matcher(words).find() && LONG_MIX.matcher(value).matches());
  }

  /** Remembers the value of a cookie, unless it is one that occurs by chance. */
  void learnCookie(String value) {
    if (LONG_MIX.matcher(value).matches()) {
      learn(value);
    }
  }

  /** Remembers a secret, so that it is known wherever else it turns up. */
  void learn(String value) {
    String text = value.strip();
    if (text.length() >= SHORTEST && known.size() < MOST_KNOWN) {
      known.add(text);
    }
  }

  /** Whether a secret, or what has the form of one, is part of a text. */
  boolean isIn(String text) {
    return TOKEN.matcher(text).find()
        || (text.length() >= SHORTEST && known.stream().anyMatch(text::contains));
  }

  /** Its reference in a target file: {@code ${env:X_API_KEY}}. */
  static String reference(String name) {
    String variable =
        name.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
            .toUpperCase(Locale.ROOT)
            .replaceAll("[^A-Z0-9]+", "_")
            .replaceAll("^_+|_+$", "");
    String fitting = variable.matches("[A-Z].*") ? variable : "SECRET_" + variable;
    return "${env:" + (fitting.length() > 48 ? fitting.substring(0, 48) : fitting) + "}";
  }
}
