package dev.tuninglab.lab.experiment;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Faults on a time line: steady load from the start, each fault at its instant, one after the
 * other, and a time after the last.
 *
 * @param faults in the order of their instants, one or more
 * @param after how long the load goes on when the last fault has ended
 */
public record Scenario(List<Step> faults, Duration after) {
  private static final Duration USUAL_BEFORE = Duration.ofSeconds(20);
  private static final Duration USUAL_AFTER = Duration.ofSeconds(30);

  /** Less is no steady part that a fault could be compared with, nor a time to recover in. */
  private static final Duration SHORTEST_AROUND = Duration.ofSeconds(5);

  /** A game day is one slice, kept in memory until it ends. */
  private static final Duration LONGEST = Duration.ofMinutes(10);

  /**
   * One fault.
   *
   * @param at when it begins, from the start of the load
   */
  public record Step(Duration at, Fault fault) {
    /** When it ends by the plan. */
    public Duration end() {
      return at.plus(fault.length());
    }
  }

  /** Checks itself: order, overlap, length; keys are those of the file. */
  public Scenario {
    faults = List.copyOf(faults);
    if (faults.isEmpty()) {
      throw new BadInput("faults must name one fault or more, but was empty");
    }
    atLeast("faults[0].at, the steady part,", faults.get(0).at);
    for (int i = 1; i < faults.size(); i++) {
      Step before = faults.get(i - 1);
      if (faults.get(i).at.compareTo(before.end()) < 0) {
        throw new BadInput(
            "faults["
                + i
                + "].at must be "
                + Units.text(before.end())
                + " or later, when "
                + before.fault.text()
                + (before.fault.lastsAsLongAsItTakes() ? " is taken to have ended" : " ends")
                + ", but was "
                + Units.text(faults.get(i).at));
      }
    }
    atLeast("after", after);
    Duration length = faults.get(faults.size() - 1).end().plus(after);
    if (length.compareTo(LONGEST) > 0) {
      throw new BadInput(
          "faults and after must come to "
              + Units.text(LONGEST)
              + " at most, but come to "
              + Units.text(length));
    }
  }

  private static void atLeast(String key, Duration time) {
    if (time.compareTo(SHORTEST_AROUND) < 0) {
      throw new BadInput(
          key
              + " must be "
              + Units.text(SHORTEST_AROUND)
              + " or more, but was "
              + Units.text(time));
    }
  }

  /** The usual time before, one fault, the usual time after. */
  public static Scenario of(Fault fault) {
    return new Scenario(List.of(new Step(USUAL_BEFORE, fault)), USUAL_AFTER);
  }

  /** How long the load lasts by the plan. */
  public Duration length() {
    return faults.get(faults.size() - 1).end().plus(after);
  }

  /**
   * @throws BadInput if the file is missing or wrong; one line with file, key and rule
   */
  public static Scenario read(Path file) {
    Written written = YamlFile.read("scenario file", file, Written.class);
    try {
      List<Entry> entries = written.faults;
      List<Step> steps =
          IntStream.range(0, entries.size())
              .mapToObj(i -> entries.get(i).step("faults[" + i + "]"))
              .toList();
      Duration after = written.after == null ? USUAL_AFTER : Units.duration("after", written.after);
      return new Scenario(steps, after);
    } catch (BadInput e) {
      throw new BadInput("scenario file " + file + ": " + e.getMessage(), e);
    }
  }

  /** The file as it is written. */
  private record Written(@JsonProperty(required = true) List<Entry> faults, String after) {
    private Written {
      faults = faults == null ? List.of() : faults;
    }
  }

  private record Entry(
      @JsonProperty(required = true) String at, @JsonProperty(required = true) String fault) {
    Step step(String key) {
      return new Step(
          Units.duration(key + ".at", written(key + ".at", at)),
          Fault.parse(key + ".fault", written(key + ".fault", fault)));
    }

    private static String written(String key, String text) {
      if (text == null) {
        throw new BadInput(key + " is missing");
      }
      return text;
    }
  }
}
