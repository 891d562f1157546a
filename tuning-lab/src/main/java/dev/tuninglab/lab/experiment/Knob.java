package dev.tuninglab.lab.experiment;

import java.time.Duration;
import java.util.List;

/**
 * One thing that can be changed about a subject, as its target file declares it.
 *
 * @param name its one name: the word on the command line, in reports and in the subject's settings
 * @param domain what it may be set to
 * @param defaultValue what the subject does when nobody says otherwise
 * @param workload the workload that exercises it
 * @param expect one line: what a change is expected to show
 */
public record Knob(
    String name, Domain domain, String defaultValue, String workload, String expect) {

  public Knob {
    domain.check(name, defaultValue);
  }

  /** The knob that a setting belongs to: {@code pool} for {@code pool.size}, and for itself. */
  public String family() {
    return name.replaceFirst("\\..*", "");
  }

  /** What a knob may be set to. */
  public sealed interface Domain {
    /**
     * @throws BadInput naming the knob, what is allowed and the value received
     */
    void check(String knob, String value);

    /** The values that {@code compare knob}, with no values named, stands for; may be empty. */
    List<String> all();

    /** For tables: {@code none, hikari} or {@code 1..200}. */
    String text();
  }

  /** One of a few words; the first is what an untuned service does. */
  public record OneOf(List<String> values) implements Domain {
    public OneOf {
      values = List.copyOf(values);
      if (values.isEmpty()) {
        throw new IllegalArgumentException("a knob needs at least one value");
      }
    }

    @Override
    public void check(String knob, String value) {
      if (!values.contains(value)) {
        throw new BadInput(knob + " must be one of " + text() + ", but was '" + value + "'");
      }
    }

    @Override
    public List<String> all() {
      return values;
    }

    @Override
    public String text() {
      return String.join(", ", values);
    }
  }

  /**
   * A JDK of this machine, by the number of its release.
   *
   * @param releases those that were found: {@code 17}, {@code 25}
   */
  public record InstalledJdk(List<String> releases) implements Domain {
    public InstalledJdk {
      releases = List.copyOf(releases);
    }

    @Override
    public void check(String knob, String value) {
      if (!releases.contains(value)) {
        throw new BadInput(
            knob
                + " must be a JDK found on this machine ("
                + text()
                + "), but was '"
                + value
                + "'; install it, or set JAVA_HOME to it");
      }
    }

    @Override
    public List<String> all() {
      return releases;
    }

    @Override
    public String text() {
      return String.join(", ", releases);
    }
  }

  /** A whole number from {@code from} to {@code to}, both included. */
  public record Range(long from, long to) implements Domain {
    public Range {
      if (from > to) {
        throw new IllegalArgumentException("a range runs upwards, but was " + from + ".." + to);
      }
    }

    @Override
    public void check(String knob, String value) {
      if (!value.matches("-?\\d{1,18}") || !contains(Long.parseLong(value))) {
        throw new BadInput(
            knob
                + " must be a whole number from "
                + from
                + " to "
                + to
                + ", but was '"
                + value
                + "'");
      }
    }

    private boolean contains(long value) {
      return from <= value && value <= to;
    }

    @Override
    public List<String> all() {
      return List.of();
    }

    @Override
    public String text() {
      return from + ".." + to;
    }
  }

  /** A length of time from {@code from} to {@code to}, such as {@code 250ms}. */
  public record Time(Duration from, Duration to) implements Domain {
    public Time {
      if (from.compareTo(to) > 0) {
        throw new IllegalArgumentException("a range runs upwards, but was " + from + ".." + to);
      }
    }

    @Override
    public void check(String knob, String value) {
      Duration duration = Units.duration(knob, value);
      if (duration.compareTo(from) < 0 || duration.compareTo(to) > 0) {
        throw new BadInput(
            knob
                + " must be from "
                + Units.text(from)
                + " to "
                + Units.text(to)
                + ", but was '"
                + value
                + "'");
      }
    }

    @Override
    public List<String> all() {
      return List.of();
    }

    @Override
    public String text() {
      return Units.text(from) + ".." + Units.text(to);
    }
  }

  /** One of a few words, such as {@code off}, or what the range allows. */
  public record WordOr(OneOf words, Domain range) implements Domain {
    @Override
    public void check(String knob, String value) {
      if (words.values().contains(value)) {
        return;
      }
      try {
        range.check(knob, value);
      } catch (BadInput e) {
        throw new BadInput(e.getMessage() + "; " + words.text() + " is allowed too", e);
      }
    }

    @Override
    public List<String> all() {
      return List.of();
    }

    @Override
    public String text() {
      return words.text() + " or " + range.text();
    }
  }
}
