package dev.tuninglab.app;

/** Keeps secrets out of messages. */
final class Redaction {
  private Redaction() {}

  /** A JDBC URL as far as it may be shown: without its parameters and user part. */
  static String withoutSecrets(String url) {
    return url.replaceFirst("\\?.*", "").replaceFirst("//[^/]*@", "//");
  }
}
