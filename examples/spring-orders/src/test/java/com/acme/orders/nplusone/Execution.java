// Copied from API Tuning Lab with its package names changed; Apache License 2.0.
package com.acme.orders.nplusone;

import java.util.Optional;

/**
 * One statement that went to the database, or one batch of them.
 *
 * @param shape the SQL without its values
 * @param line the line of code that sent it; empty when only libraries were on the stack
 */
public record Execution(String shape, Optional<StackTraceElement> line) {}
