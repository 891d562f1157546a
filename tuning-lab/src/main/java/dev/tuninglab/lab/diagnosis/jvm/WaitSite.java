package dev.tuninglab.lab.diagnosis.jvm;

/**
 * A place in the code where threads waited.
 *
 * @param kind of what they waited for
 * @param method the innermost that is not of the JDK or of the pool: {@code com.acme.Orders.place}
 */
public record WaitSite(WaitKind kind, String method, long nanos) {}
