package dev.tuninglab.lab.trial;

import dev.tuninglab.lab.measure.SubjectCount;
import dev.tuninglab.lab.target.Subject;
import dev.tuninglab.lab.target.Subjects;
import dev.tuninglab.lab.target.TargetFailed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Asks the subjects of a fork how many requests they have answered: before its rounds and after.
 */
final class SubjectCounts {
  private final int fork;
  private final Map<Subject, Long> before = new LinkedHashMap<>();

  private SubjectCounts(int fork) {
    this.fork = fork;
  }

  /**
   * @throws TargetFailed if one that is to tell does not
   */
  static SubjectCounts before(int fork, Subjects subjects)
      throws TargetFailed, InterruptedException {
    SubjectCounts counts = new SubjectCounts(fork);
    for (Subject subject : subjects.all()) {
      OptionalLong answered = subject.answered();
      if (answered.isPresent()) {
        counts.before.put(subject, answered.getAsLong());
      }
    }
    return counts;
  }

  /**
   * Of those that tell.
   *
   * @throws TargetFailed if one no longer does
   */
  List<SubjectCount> after() throws TargetFailed, InterruptedException {
    List<SubjectCount> counts = new ArrayList<>();
    for (Map.Entry<Subject, Long> one : before.entrySet()) {
      Subject subject = one.getKey();
      long after = subject.answered().orElseThrow();
      counts.add(new SubjectCount(fork, subject.variant().name(), one.getValue(), after));
    }
    return counts;
  }
}
