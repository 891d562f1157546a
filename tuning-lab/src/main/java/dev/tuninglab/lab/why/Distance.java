package dev.tuninglab.lab.why;

/**
 * What the lab itself put between the parts.
 *
 * @param databaseMicros a round trip from the service to its database; 0 where it is loopback's
 * @param microsPerResponseByte on the way to the client; 0 where nothing limits it
 */
public record Distance(double databaseMicros, double microsPerResponseByte) {
  public static final Distance NONE = new Distance(0, 0);
}
