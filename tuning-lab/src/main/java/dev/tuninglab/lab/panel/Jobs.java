package dev.tuninglab.lab.panel;

import dev.tuninglab.lab.experiment.BadInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpStatus;

/** Experiments that pages start: one at a time, which then has the machine for itself. */
final class Jobs implements AutoCloseable {
  /** It takes a second or two. */
  private static final Duration PLANNED_WITHIN = Duration.ofSeconds(60);

  private final LabCommand lab;
  private final Demonstration demonstration;
  private final Consumer<Job> told;
  private final Object planning = new Object();
  private long last;
  private JobRun current;
  private boolean closed;

  /**
   * @param told of each change of a job
   */
  Jobs(LabCommand lab, Demonstration demonstration, Consumer<Job> told) {
    this.lab = lab;
    this.demonstration = demonstration;
    this.told = told;
  }

  /** What an experiment would do. */
  record Plan(String line, String plan) {}

  /**
   * What an experiment would do; nothing of it is done.
   *
   * @throws BadInput with the lab's own message, if it would not do it
   */
  Plan plan(Ask ask) throws IOException, InterruptedException {
    List<String> words = ask.command();
    synchronized (planning) {
      Process process = lab.start(words, List.of("--dry-run"));
      try {
        String text =
            CompletableFuture.supplyAsync(() -> text(process))
                .get(PLANNED_WITHIN.toSeconds(), TimeUnit.SECONDS);
        process.waitFor();
        demandPlanned(process.exitValue(), text);
        return new Plan(lab.line(words), text);
      } catch (ExecutionException | TimeoutException e) {
        throw new IOException("the lab drew no plan within " + PLANNED_WITHIN, e);
      } finally {
        process.destroyForcibly();
      }
    }
  }

  private static String text(Process process) {
    try {
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void demandPlanned(int exit, String text) {
    if (exit != 0) {
      JobLog log = new JobLog();
      text.lines().forEach(log::add);
      throw new BadInput(
          log.complaint() == null
              ? "the lab ended with " + exit + " before it had a plan"
              : log.complaint());
    }
  }

  /**
   * Starts an experiment as soon as the demonstration has left it the machine.
   *
   * @throws BadInput if it cannot be one
   * @throws Problem.Found if one runs already
   */
  synchronized Job start(Ask ask) {
    List<String> words = ask.command();
    if (closed || (current != null && !current.hasEnded())) {
      throw new Problem.Found(
          HttpStatus.CONFLICT_409,
          closed
              ? "the panel is ending"
              : "experiment " + last + " runs; wait for its end, or cancel it");
    }
    current = new JobRun(++last, words, lab, demonstration, told);
    return current.start();
  }

  /**
   * Has it end soon, with what it measured so far kept.
   *
   * @throws Problem.Found if it does not run
   */
  synchronized Job cancel(String id) {
    if (current == null || !id.equals(Long.toString(last)) || current.hasEnded()) {
      boolean known = id.matches("[1-9]\\d{0,8}") && Long.parseLong(id) <= last;
      throw new Problem.Found(
          known ? HttpStatus.CONFLICT_409 : HttpStatus.NOT_FOUND_404,
          known ? "experiment " + id + " has ended" : "there is no experiment " + id);
    }
    return current.cancel();
  }

  /** Returns once no process of an experiment is left. */
  @Override
  public void close() {
    JobRun running;
    synchronized (this) {
      closed = true;
      running = current;
    }
    if (running != null) {
      running.close();
    }
  }
}
