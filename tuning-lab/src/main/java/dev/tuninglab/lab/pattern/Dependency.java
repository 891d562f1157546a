package dev.tuninglab.lab.pattern;

import java.util.Optional;

/**
 * A library that the copied files need.
 *
 * @param use when they do
 * @param without the group of what it would bring and nobody wants
 * @param processes whether the compiler has to run it over the annotations
 */
public record Dependency(Library library, Use use, Optional<String> without, boolean processes) {
  /** In the order of what it includes. */
  public enum Use {
    COMPILE,
    RUNTIME,
    TEST,
    TEST_RUNTIME;

    /**
     * What serves both uses: the wider one, except that compiling tests and running the service
     * make more than either.
     */
    Use and(Use other) {
      if (this == TEST && other == RUNTIME || this == RUNTIME && other == TEST) {
        return COMPILE;
      }
      return compareTo(other) < 0 ? this : other;
    }

    /** Whether not only tests need it. */
    public boolean isOfTheService() {
      return this == COMPILE || this == RUNTIME;
    }
  }
}
