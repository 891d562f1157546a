// Copied from API Tuning Lab with its package names changed; Apache License 2.0.
package com.acme.orders.nplusone;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * In a test, or every test of a class, no line of code sends the same statement again and again to
 * data sources that are {@linkplain Statements#watch watched}. Two statements are the same when
 * only their values differ, and how many there are in a list. The test needs more rows than {@link
 * #repeats}, or an N+1 is not seen.
 */
@Documented
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(StatementGuard.class)
@ResourceLock(StatementGuard.LOCK)
public @interface NoNPlusOne {
  /** How often one line may send the same statement, 1 or more. */
  int repeats() default 2;
}
