package dev.tuninglab.lab.pattern;

/**
 * A library of the build that made the target.
 *
 * @param scope in that build: compile, runtime or test
 */
public record Library(String group, String artifact, String version, String scope) {
  /** {@code org.jooq:jooq}. */
  public String key() {
    return group + ":" + artifact;
  }
}
