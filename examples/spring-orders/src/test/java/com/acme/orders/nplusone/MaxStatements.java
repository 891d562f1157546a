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
 * A test, or every test of a class, sends no more statements than this to data sources that are
 * {@linkplain Statements#watch watched}. A batch is one statement; what runs before and after the
 * test method does not count. A test that sends none fails as well, unless it may send none.
 */
@Documented
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(StatementGuard.class)
@ResourceLock(StatementGuard.LOCK)
public @interface MaxStatements {
  /** Statements at most, 0 or more. */
  int value();
}
