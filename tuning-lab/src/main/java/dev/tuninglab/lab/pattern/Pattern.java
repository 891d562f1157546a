package dev.tuninglab.lab.pattern;

import java.util.List;

/**
 * Something of the target that can be taken home.
 *
 * @param name of its folder
 * @param packageName its package
 * @param page its README, whole
 * @param variants ids of its variants; none for a pattern that has only one form
 */
public record Pattern(String name, String packageName, String page, List<String> variants) {
  /** What its page says behind its name: {@code connections that are reused}. */
  public String title() {
    String heading = page.lines().findFirst().orElse("").replaceFirst("^#+\\s*", "");
    return heading.replaceFirst("^[^:]*:\\s*", "");
  }

  /** The sentence of its page that asks; the title where none does. */
  public String question() {
    String section =
        page.replaceFirst("(?s)^.*?\n## The question\\s+", "").replaceFirst("(?s)\n## .*$", "");
    for (String sentence : section.replaceAll("\\s+", " ").strip().split("(?<=[.?!]) ")) {
      if (sentence.endsWith("?")) {
        return sentence;
      }
    }
    return title();
  }
}
