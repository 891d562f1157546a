package dev.tuninglab.lab.revision;

import dev.tuninglab.lab.experiment.BadInput;

/**
 * A revision of a service's sources.
 *
 * @param label as a person names it: {@code main}, {@code HEAD~3}
 * @param name what git finds it by
 */
public record Revision(String label, String name) {

  /**
   * {@code main}, or a label and what it stood for: {@code main=1a2b3c4d}.
   *
   * @throws BadInput if either is empty, or would be taken for an option
   */
  public static Revision parse(String key, String text) {
    int at = text.indexOf('=');
    Revision revision =
        at < 0
            ? new Revision(text, text)
            : new Revision(text.substring(0, at), text.substring(at + 1));
    if (revision.label.isBlank() || revision.name.isBlank() || revision.name.startsWith("-")) {
      throw new BadInput(
          key + " must be a revision that git knows, such as main, but was '" + text + "'");
    }
    return revision;
  }

  /** The same, pinned to a commit: what it names may move. */
  Revision at(String commit) {
    return new Revision(label, commit);
  }

  /** The inverse of {@link #parse}. */
  public String text() {
    return label.equals(name) ? label : label + "=" + name;
  }

  /** {@code main (1a2b3c4d5e)}. */
  public String shown() {
    return label + " (" + name.substring(0, Math.min(10, name.length())) + ")";
  }
}
