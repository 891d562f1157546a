package dev.tuninglab.app.knobs.guard;

/** Nothing was done for the request, and it may come again. An answer, not a fault. */
public final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Why a request was refused. */
  public enum Reason {
    /** As many requests as may be are being worked on. */
    FULL("full", "the service is working on as many requests as it can; come back later"),
    /** The database has failed so often of late that it is left alone for a while. */
    DATABASE_FAILING("database-failing", "the database has been failing; come back later");

    private final String id;
    private final String message;

    Reason(String id, String message) {
      this.id = id;
      this.message = message;
    }

    /** The word for it in metrics. */
    public String id() {
      return id;
    }
  }

  private final int retryAfterSeconds;

  Refused(Reason reason, int retryAfterSeconds) {
    super(reason.message, null, false, false);
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** When to come again, in seconds from now. */
  public int retryAfterSeconds() {
    return retryAfterSeconds;
  }
}
