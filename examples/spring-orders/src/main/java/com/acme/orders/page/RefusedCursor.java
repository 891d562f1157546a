// Copied from API Tuning Lab with its package names changed; Apache License 2.0.
package com.acme.orders.page;

/**
 * A cursor that was not issued here for such a request: forged, cut, of another key or of another
 * way to page. Which of these is nobody's business. An answer, not a fault: no stack trace.
 */
public final class RefusedCursor extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Follows "cursor must be". */
  public static final String RULE = "the 'next' of an earlier answer to the same request";

  RefusedCursor() {
    super("cursor must be " + RULE, null, false, false);
  }
}
