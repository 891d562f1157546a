// Copied from API Tuning Lab with its package names changed; Apache License 2.0.
package com.acme.orders.nplusone;

import java.lang.annotation.Annotation;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Holds tests to {@link MaxStatements} and {@link NoNPlusOne}, which register it. */
public final class StatementGuard
    implements BeforeTestExecutionCallback, AfterTestExecutionCallback {
  /** Guarded tests do not run beside each other: one would see the other's statements. */
  public static final String LOCK = "watched statements";

  private static final ExtensionContext.Namespace OWN =
      ExtensionContext.Namespace.create(StatementGuard.class);

  @Override
  public void beforeTestExecution(ExtensionContext test) {
    test.getStore(OWN).put(Statements.Recording.class, Statements.record());
  }

  @Override
  public void afterTestExecution(ExtensionContext test) {
    List<Execution> seen;
    try (Statements.Recording recording =
        test.getStore(OWN).remove(Statements.Recording.class, Statements.Recording.class)) {
      seen = recording.seen();
    }
    // A test that failed by itself has something better to say.
    if (test.getExecutionException().isEmpty()) {
      Optional<MaxStatements> most = find(test, MaxStatements.class);
      demandSome(seen, most);
      most.ifPresent(rule -> check(rule, seen));
      find(test, NoNPlusOne.class).ifPresent(rule -> check(rule, seen));
    }
  }

  /** A guard that sees nothing holds nobody to anything. */
  private static void demandSome(List<Execution> seen, Optional<MaxStatements> most) {
    if (seen.isEmpty() && most.map(MaxStatements::value).orElse(1) > 0) {
      throw new AssertionError(
          "no statement was seen: the code under test must use a data source that went through"
              + " Statements.watch(...)");
    }
  }

  private static void check(MaxStatements rule, List<Execution> seen) {
    if (seen.size() > rule.value()) {
      throw new AssertionError(
          "@MaxStatements(%d) allows at most %d statements, but %d were sent:%s"
              .formatted(rule.value(), rule.value(), seen.size(), text(counts(seen))));
    }
  }

  private static void check(NoNPlusOne rule, List<Execution> seen) {
    Map<Execution, Long> repeated = counts(seen);
    repeated.values().removeIf(count -> count <= rule.repeats());
    if (!repeated.isEmpty()) {
      throw new AssertionError(
          "@NoNPlusOne allows a line of code to send the same statement at most %d times; read the rows together (a join, or \"= any(?)\"):%s"
              .formatted(rule.repeats(), text(repeated)));
    }
  }

  private static Map<Execution, Long> counts(List<Execution> seen) {
    return seen.stream()
        .collect(
            Collectors.groupingBy(Function.identity(), LinkedHashMap::new, Collectors.counting()));
  }

  /** The most frequent first. */
  private static String text(Map<Execution, Long> counts) {
    return counts.entrySet().stream()
        .sorted(Collections.reverseOrder(Map.Entry.comparingByValue()))
        .map(
            entry ->
                "%n%5d x %s%n        at %s"
                    .formatted(
                        entry.getValue(),
                        entry.getKey().shape(),
                        entry
                            .getKey()
                            .line()
                            .map(StackTraceElement::toString)
                            .orElse("a library, with no line of code above it")))
        .collect(Collectors.joining());
  }

  /** On the method, else on its class, else on a class around that. */
  private static <A extends Annotation> Optional<A> find(ExtensionContext test, Class<A> type) {
    Optional<A> found = AnnotationSupport.findAnnotation(test.getTestMethod(), type);
    Class<?> around = test.getRequiredTestClass();
    while (found.isEmpty() && around != null) {
      found = AnnotationSupport.findAnnotation(around, type);
      around = around.getEnclosingClass();
    }
    return found;
  }
}
