package dev.tuninglab.lab.target;

import dev.tuninglab.lab.experiment.Variant;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Subjects that are alive and do nothing: for tests in which nobody asks them anything. */
public final class SomeSubjects {
  private SomeSubjects() {}

  /**
   * @param folder for their logs
   */
  public static Subjects asleep(List<Variant> variants, Path folder) throws TargetFailed {
    List<Subject> all = new ArrayList<>();
    for (Variant variant : variants) {
      all.add(
          Subject.start(
              variant,
              new Subject.Start(
                  1,
                  List.of("sleep", "600"),
                  Map.of(),
                  null,
                  Ending.of(null),
                  folder.resolve(variant.name() + ".log")),
              null,
              Map.of()));
    }
    return new Subjects(all);
  }
}
