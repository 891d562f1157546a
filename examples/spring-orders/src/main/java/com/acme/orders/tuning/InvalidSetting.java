// Copied from API Tuning Lab with its package names changed; Apache License 2.0.
package com.acme.orders.tuning;

/** A setting that cannot be used. The message is one line, meant for the person who set it. */
public final class InvalidSetting extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  public InvalidSetting(String message) {
    super(message);
  }
}
