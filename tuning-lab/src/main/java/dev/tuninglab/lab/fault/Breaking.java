package dev.tuninglab.lab.fault;

import dev.tuninglab.lab.experiment.Fault;
import dev.tuninglab.lab.experiment.Scenario;
import dev.tuninglab.lab.network.Ending;
import dev.tuninglab.lab.target.TargetFailed;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A scenario that takes place, in a thread of its own beside the load. Closing it ends it: what is
 * broken by then is mended, and no further fault begins.
 */
public final class Breaking implements AutoCloseable {
  private final Scenario scenario;
  private final Consumer<String> progress;
  private final List<Breakage> breakages = new ArrayList<>();
  private final CompletableFuture<List<Outage>> outages = new CompletableFuture<>();
  private Thread thread;

  private Breaking(Scenario scenario, Consumer<String> progress) {
    this.scenario = scenario;
    this.progress = progress;
  }

  /**
   * Makes everything ready; nothing is broken yet.
   *
   * @param progress told of each fault as it begins and ends
   * @throws FaultFailed if one of the faults cannot be brought about
   */
  public static Breaking prepare(Scenario scenario, Reach reach, Consumer<String> progress)
      throws FaultFailed, InterruptedException {
    Breaking breaking = new Breaking(scenario, progress);
    boolean ready = false;
    try {
      for (Scenario.Step step : scenario.faults()) {
        Breakage breakage = Breakages.of(step.fault(), reach);
        breaking.breakages.add(breakage);
        breakage.prepare();
      }
      ready = true;
      return breaking;
    } finally {
      if (!ready) {
        breaking.mend();
      }
    }
  }

  /**
   * @param loadBegan instant of {@link System#nanoTime} from which the scenario's instants count
   */
  public void start(long loadBegan) {
    thread = new Thread(() -> run(loadBegan), "faults");
    thread.setDaemon(true);
    thread.start();
  }

  private void run(long loadBegan) {
    List<Outage> done = new ArrayList<>();
    Throwable failure = null;
    try {
      for (int i = 0; i < breakages.size(); i++) {
        Scenario.Step step = scenario.faults().get(i);
        sleepUntil(loadBegan + step.at().toNanos());
        done.add(outage(step.fault(), breakages.get(i)));
      }
    } catch (Exception | Error e) {
      failure = e;
    }
    mend();
    if (failure == null) {
      outages.complete(List.copyOf(done));
    } else {
      outages.completeExceptionally(failure);
    }
  }

  private Outage outage(Fault fault, Breakage breakage)
      throws FaultFailed, TargetFailed, InterruptedException {
    progress.accept(fault.text() + " begins");
    Moment begun = Moment.now();
    breakage.begin();
    Moment inForce = Moment.now();
    if (!fault.lastsAsLongAsItTakes()) {
      sleepUntil(inForce.nanoTime() + fault.length().toNanos());
    }
    Moment ending = Moment.now();
    breakage.end();
    Moment ended = Moment.now();
    String note = breakage.note();
    progress.accept(fault.text() + " has ended" + (note.isEmpty() ? "" : ": " + note));
    return new Outage(fault, begun, inForce, ending, ended, note);
  }

  private static void sleepUntil(long instant) throws InterruptedException {
    for (long left = instant - System.nanoTime(); left > 0; left = instant - System.nanoTime()) {
      TimeUnit.NANOSECONDS.sleep(left);
    }
  }

  private void mend() {
    breakages.forEach(Breakage::close);
  }

  /**
   * Waits until all faults have ended.
   *
   * @throws FaultFailed if something could not be broken or mended
   * @throws TargetFailed if the subject did not come up again
   */
  public List<Outage> await() throws FaultFailed, TargetFailed, InterruptedException {
    try {
      return outages.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof FaultFailed failed) {
        throw failed;
      }
      if (e.getCause() instanceof TargetFailed failed) {
        throw failed;
      }
      if (e.getCause() instanceof InterruptedException) {
        throw new InterruptedException("the faults were ended early");
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Returns when everything is mended. */
  @Override
  public void close() {
    if (thread == null) {
      mend();
      return;
    }
    thread.interrupt();
    Ending.await(thread);
  }
}
