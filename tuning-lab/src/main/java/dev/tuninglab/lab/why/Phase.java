package dev.tuninglab.lab.why;

/**
 * A part of a request's time, as the service says it in its {@code Server-Timing} header (W3C).
 *
 * @param name as the header has it: {@code query}
 * @param microsPerRequest mean over all requests; those that do not name it count as 0
 */
public record Phase(String name, double microsPerRequest) {}
