package dev.tuninglab.lab.measure;

import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.experiment.GameDay;
import dev.tuninglab.lab.experiment.StoredJson;
import dev.tuninglab.lab.experiment.Variant;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A game day as its results folder holds it: all that its result is made of.
 *
 * @param days those that were kept, in order
 */
public record StoredGameDay(GameDay asked, List<Day> days, Sitting sitting) {
  /** Those that were had to their end, and whose writes, if there are any, were looked for. */
  public List<Day> whole(Path folder) {
    List<String> names = asked.variants().stream().map(Variant::name).toList();
    return days.stream()
        .filter(day -> !day.cutShort())
        .filter(
            day ->
                !day.audit().equals(Audit.NONE)
                    || !Files.exists(folder.resolve(ledgerFile(1 + names.indexOf(day.variant())))))
        .toList();
  }

  /** Whether the folder is a game day's. */
  public static boolean isOne(Path folder) {
    return Files.isRegularFile(folder.resolve(GameDay.FILE));
  }

  /** Where the day of a variant is kept; {@code number} is its place, from 1. */
  public static String dayFile(int number) {
    return String.format(Locale.ROOT, "day-%03d.json", number);
  }

  /** Where its writes are. */
  public static String ledgerFile(int number) {
    return String.format(Locale.ROOT, "ledger-%03d.jsonl", number);
  }

  /**
   * @throws BadInput if the folder is none of a game day's, or no day was kept
   */
  public static StoredGameDay read(Path folder) {
    GameDay asked = StoredJson.read(folder.resolve(GameDay.FILE), GameDay.class);
    List<Day> days = new ArrayList<>();
    for (int i = 1; i <= asked.variants().size(); i++) {
      Path file = folder.resolve(dayFile(i));
      if (Files.exists(file)) {
        days.add(StoredJson.read(file, Day.class));
      }
    }
    if (days.isEmpty()) {
      throw new BadInput(folder + " holds no day: nothing was measured");
    }
    return new StoredGameDay(asked, days, sitting(folder, days.get(0).startedAt()));
  }

  private static Sitting sitting(Path folder, Instant begin) {
    try {
      return StoredJson.read(folder.resolve(Sitting.FILE), Sitting.class);
    } catch (BadInput e) {
      String lost =
          ": without it, the machine, the links and the warnings of the day are not known";
      return Sitting.forgotten(begin).recalled(0, 0, List.of(e.getMessage() + lost));
    }
  }
}
