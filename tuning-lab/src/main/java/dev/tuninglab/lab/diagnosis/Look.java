package dev.tuninglab.lab.diagnosis;

import dev.tuninglab.lab.experiment.Units;
import dev.tuninglab.lab.target.Subject;
import dev.tuninglab.lab.target.Subjects;
import dev.tuninglab.lab.trial.Trial;
import dev.tuninglab.lab.why.Diagnosis;
import dev.tuninglab.lab.why.Inside;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Looks into the subjects of the last fork, one at a time so that a database's counters are those
 * of one variant; in two rounds, the second in reverse order, so that drift hits all alike.
 */
public final class Look implements AutoCloseable {
  private final Asked asked;
  private final Trial.Loader loader;
  private final Consumer<String> progress;
  private final List<SubjectLook> looks = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  /**
   * What is offered, and where it is looked.
   *
   * @param folder of the results
   * @param ratePerSecond see {@link LookPlan#rate}
   * @param headers sent besides those of the workload: a service may tell more when asked to
   * @param asksForCoding whether requests of the workload accept compressed bodies
   * @param seed of arrivals and requests
   * @param databases JDBC URL of each variant's database, by the variant's name; empty if the lab
   *     knows of none
   */
  public record Asked(
      LookPlan plan,
      Path folder,
      double ratePerSecond,
      Map<String, String> headers,
      boolean asksForCoding,
      long seed,
      Map<String, String> databases) {
    public Asked {
      headers = Map.copyOf(headers);
      databases = Map.copyOf(databases);
    }
  }

  /**
   * @param progress told in short lines what is going on
   */
  public Look(Asked asked, Trial.Loader loader, Consumer<String> progress) {
    this.asked = asked;
    this.loader = loader;
    this.progress = progress;
  }

  /** A part of the look into one subject. */
  private interface Part {
    void of(SubjectLook look) throws GaveUp, InterruptedException;
  }

  /**
   * Whatever fails is noted and left out: what was measured before stands without it. What was seen
   * so far is in {@link #seen}, also when it was interrupted.
   */
  public void into(Subjects subjects) throws InterruptedException {
    progress.accept(
        "looking into each variant at " + Units.rate(Units.rounded(asked.ratePerSecond, 3)));
    for (Subject subject : subjects.all()) {
      looks.add(SubjectLook.open(subject, asked, loader));
    }
    long toldOfTheRest = System.nanoTime() + LookPlan.UNTIL_IDLE_TOLD.toNanos();
    List<SubjectLook> order = new ArrayList<>(looks);
    each(order, look -> look.countPrompt(1));
    Collections.reverse(order);
    if (looks.stream().anyMatch(SubjectLook::isToldLate)) {
      Thread.sleep(Math.max(0, (toldOfTheRest - System.nanoTime()) / 1_000_000));
      each(order, look -> look.countLate(LookPlan.ROUNDS));
    } else {
      each(order, look -> look.countPrompt(LookPlan.ROUNDS));
    }
    if (asked.asksForCoding) {
      each(order, SubjectLook::askUncompressed);
    }
    each(order, SubjectLook::record);
  }

  /** One after the other; who gave up has no further part. */
  private void each(List<SubjectLook> order, Part part) throws InterruptedException {
    for (SubjectLook look : order) {
      if (!look.gaveUp()) {
        try {
          part.of(look);
        } catch (GaveUp e) {
          look.giveUp();
          notes.add(e.getMessage());
          progress.accept("no further look into " + look.variant() + ": " + e.getMessage());
        }
      }
    }
  }

  /** What was seen so far. */
  public Diagnosis seen() {
    List<Inside> inside =
        looks.stream().map(SubjectLook::inside).flatMap(Optional::stream).toList();
    return new Diagnosis(inside, notes);
  }

  /** Adds what a reader of {@link #seen} should know. */
  public void note(String line) {
    notes.add(line);
  }

  @Override
  public void close() {
    looks.forEach(SubjectLook::close);
  }
}
