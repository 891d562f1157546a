package dev.tuninglab.app.http;

import java.time.Duration;
import java.util.List;

/**
 * What a connection is offered as it opens.
 *
 * @param protocols what it may speak over TLS (ALPN), the preferred first: {@code h2}, {@code
 *     http/1.1}
 * @param idleTimeout how long nothing may happen on it before it is closed
 */
public record ConnectionTerms(List<String> protocols, Duration idleTimeout) {}
