package dev.tuninglab.lab.panel;

import dev.tuninglab.lab.experiment.ExitCode;
import dev.tuninglab.lab.report.Format;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One experiment, from the moment at which the demonstration makes room to the one it goes on. */
final class JobRun {
  private static final Logger LOG = LoggerFactory.getLogger(JobRun.class);

  /** Pages are told four times a second at most. */
  private static final Duration TOLD_EVERY = Duration.ofMillis(250);

  /** The lab gives what it started 30 seconds to stop; then its own end is due. */
  private static final Duration STOPPED_WITHIN = Duration.ofSeconds(35);

  /** The run came to its end. */
  private static final Set<Integer> MEASURED =
      Set.of(ExitCode.DONE, ExitCode.GATE_FAILED, ExitCode.INVALID);

  private final long id;
  private final List<String> words;
  private final LabCommand lab;
  private final Demonstration demonstration;
  private final Consumer<Job> told;
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final Thread thread;
  private final long startedAt = System.currentTimeMillis();

  private final JobLog log = new JobLog();
  private Job.Stage stage = Job.Stage.RUNNING;
  private Process process;
  private Integer exit;
  private Long endedAt;
  private String message;
  private boolean changed;
  private boolean closing;

  JobRun(
      long id,
      List<String> words,
      LabCommand lab,
      Demonstration demonstration,
      Consumer<Job> told) {
    this.id = id;
    this.words = words;
    this.lab = lab;
    this.demonstration = demonstration;
    this.told = told;
    this.thread = new Thread(this::run, "experiment-" + id);
  }

  synchronized Job start() {
    thread.start();
    clock.scheduleWithFixedDelay(
        this::tellChanges, TOLD_EVERY.toMillis(), TOLD_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    message = "waiting for the demonstration to leave the machine";
    return tell();
  }

  synchronized boolean hasEnded() {
    return endedAt != null;
  }

  /** By the signal that the lab unwinds on; nobody can have told it to ignore this one. */
  synchronized Job cancel() {
    if (stage == Job.Stage.RUNNING) {
      stage = Job.Stage.CANCELLING;
      message = "stopping what it started";
      if (process != null) {
        stop(process);
      }
    }
    return tell();
  }

  private void stop(Process running) {
    List<ProcessHandle> children = running.descendants().toList();
    // Not of the process: that would close what it prints, and it still has something to say.
    running.toHandle().destroy();
    clock.schedule(
        () -> {
          if (running.isAlive()) {
            LOG.warn("experiment {} did not stop within {}; killed", id, STOPPED_WITHIN);
            running.destroyForcibly();
            children.forEach(ProcessHandle::destroyForcibly);
          }
        },
        STOPPED_WITHIN.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  private void run() {
    Integer code = null;
    String failure = null;
    try {
      demonstration.rest("an experiment has the machine: " + String.join(" ", words));
      Process running = launch();
      code = running == null ? null : follow(running);
    } catch (IOException | InterruptedException | RuntimeException e) {
      LOG.error("experiment {} failed", id, e);
      failure = "the experiment could not be run: " + e.getMessage();
    } finally {
      goOn();
      // Not before: whoever sees it ended may begin the next one.
      ended(code, failure);
      clock.shutdownNow();
    }
  }

  /** Null if it was cancelled before it began. */
  private synchronized Process launch() throws IOException {
    if (stage != Job.Stage.RUNNING) {
      return null;
    }
    process = lab.start(words, List.of());
    message = null;
    tell();
    return process;
  }

  private int follow(Process running) throws InterruptedException {
    try (BufferedReader in = running.inputReader(StandardCharsets.UTF_8)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        heard(line);
      }
    } catch (IOException e) {
      LOG.warn("experiment {} is no longer heard", id, e);
    }
    return running.waitFor();
  }

  private synchronized void heard(String line) {
    log.add(line);
    changed = true;
  }

  private synchronized void ended(Integer code, String failure) {
    exit = code;
    endedAt = System.currentTimeMillis();
    boolean measured = code != null && MEASURED.contains(code);
    if (failure != null) {
      stage = Job.Stage.FAILED;
      message = failure;
    } else if (measured) {
      stage = Job.Stage.DONE;
      message = of(code);
    } else if (stage == Job.Stage.CANCELLING) {
      stage = Job.Stage.CANCELLED;
      message =
          log.result() == null
              ? "cancelled"
              : "cancelled; what was measured is kept: ./lab report results/"
                  + log.result()
                  + " judges it";
    } else {
      stage = Job.Stage.FAILED;
      message = log.complaint() == null ? "the lab ended with " + code : log.complaint();
    }
    tell();
  }

  /** Null if there is nothing to add to the result. */
  private static String of(int code) {
    return switch (code) {
      case ExitCode.GATE_FAILED -> "a gate was not kept, or could not be decided";
      case ExitCode.INVALID -> "measured, but the measurement is invalid: no verdict";
      default -> null;
    };
  }

  private void goOn() {
    synchronized (this) {
      if (closing) {
        return;
      }
    }
    try {
      demonstration.resume();
    } catch (RuntimeException e) {
      LOG.error("the demonstration does not go on after experiment {}", id, e);
    }
  }

  private synchronized void tellChanges() {
    if (changed) {
      tell();
    }
  }

  private synchronized Job tell() {
    changed = false;
    Job job =
        new Job(
            id,
            words.get(0),
            lab.line(words),
            stage,
            exit,
            startedAt,
            endedAt,
            log.budgetSeconds(),
            log.lines(),
            reported(),
            message);
    told.accept(job);
    return job;
  }

  /** Of what was cancelled no report was made. */
  private String reported() {
    String name = log.result();
    return name != null && Files.exists(lab.results().resolve(name).resolve(Format.HTML.file()))
        ? name
        : null;
  }

  /** Cancels it, and returns once it has ended; the demonstration does not go on then. */
  void close() {
    synchronized (this) {
      closing = true;
      if (endedAt == null) {
        cancel();
      }
    }
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true; // whoever is in a hurry is not served by processes that stay
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
