package dev.tuninglab.lab.experiment;

import java.util.regex.Pattern;

/** Names of machines. */
public final class Hosts {
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]|\\[0:0:0:0:0:0:0:1]");

  private Hosts() {}

  /**
   * Whether it names this machine, and nothing else can be meant. A name that is only looked up may
   * be somebody else's the next time.
   *
   * @param host as in a URL, lower case
   */
  public static boolean isLoopback(String host) {
    return LOOPBACK.matcher(host).matches();
  }
}
