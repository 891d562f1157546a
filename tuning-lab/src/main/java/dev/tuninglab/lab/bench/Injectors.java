package dev.tuninglab.lab.bench;

import dev.tuninglab.gatling.Generator;
import dev.tuninglab.gatling.GeneratorException;
import dev.tuninglab.gatling.GeneratorOptions;
import dev.tuninglab.gatling.Load;
import dev.tuninglab.gatling.Share;
import dev.tuninglab.gatling.SliceOrder;
import dev.tuninglab.gatling.SliceReport;
import dev.tuninglab.gatling.SliceReports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** The load generators of this machine, which share every slice; mostly a single one. */
public final class Injectors implements AutoCloseable {
  /** Until an order has reached all of them, in milliseconds. */
  private static final long AHEAD_MILLIS = 15;

  /** Beyond this, in milliseconds, what they send is no longer one schedule. */
  public static final long MOST_APART_MILLIS = 5;

  private final List<GeneratorStart> starts;
  private final ExecutorService threads = Executors.newCachedThreadPool(Injectors::daemon);
  private int slices;
  private int slicesApart;
  private long farthestMillis;

  private Injectors(List<GeneratorStart> starts) {
    this.starts = starts;
  }

  /**
   * Begins to start them, which takes seconds.
   *
   * @param onReport told at the end where Gatling left its own report, if one was asked for
   */
  public static Injectors start(GeneratorOptions options, int injectors, Consumer<Path> onReport) {
    if (injectors == 1) {
      return new Injectors(List.of(new GeneratorStart(options, onReport)));
    }
    List<GeneratorStart> starts = new ArrayList<>();
    for (int i = 0; i < injectors; i++) {
      Path folder = options.folder().resolve("injector-" + i);
      starts.add(new GeneratorStart(options.withFolder(folder), onReport));
    }
    return new Injectors(List.copyOf(starts));
  }

  /** Waits until all have started. */
  public void awaitReady() throws InterruptedException {
    for (GeneratorStart start : starts) {
      start.ready();
    }
  }

  public Generator first() throws InterruptedException {
    return starts.get(0).ready();
  }

  /**
   * Runs one slice on all of them, and puts together what they measured. Of a closed load with
   * fewer users than injectors, only as many injectors take part.
   *
   * @throws GeneratorException if one of them failed
   */
  SliceReport run(SliceOrder order, Duration patience) throws InterruptedException {
    int taking =
        order.load() instanceof Load.Closed closed
            ? Math.min(closed.users(), starts.size())
            : starts.size();
    if (taking == 1) {
      return first().run(order, patience);
    }
    awaitReady();
    long at = System.currentTimeMillis() + AHEAD_MILLIS;
    List<Callable<SliceReport>> shares = new ArrayList<>();
    for (int i = 0; i < taking; i++) {
      Generator generator = starts.get(i).ready();
      SliceOrder share = order.sharedAs(Share.of(i, taking).startingAt(at));
      shares.add(() -> generator.run(share, patience));
    }
    List<SliceReport> reports = new ArrayList<>();
    for (Future<SliceReport> report : threads.invokeAll(shares)) {
      reports.add(told(report, reports.size()));
    }
    note(SliceReports.startsApartMillis(reports));
    return SliceReports.merge(reports);
  }

  private static SliceReport told(Future<SliceReport> report, int injector)
      throws InterruptedException {
    try {
      return report.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GeneratorException failed) {
        throw new GeneratorException("injector " + injector + ": " + failed.getMessage(), failed);
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private void note(long apartMillis) {
    slices++;
    slicesApart += apartMillis > MOST_APART_MILLIS ? 1 : 0;
    farthestMillis = Math.max(farthestMillis, apartMillis);
  }

  /** What a reader should know, if they did not begin their slices together. */
  public Optional<String> apart() {
    return slicesApart == 0
        ? Optional.empty()
        : Optional.of(
            "the injectors began %d of %d slices more than %d ms apart, at most %d ms: there, what they sent was not quite one schedule"
                .formatted(slicesApart, slices, MOST_APART_MILLIS, farthestMillis));
  }

  @Override
  public void close() {
    threads.shutdownNow();
    starts.forEach(GeneratorStart::close);
  }

  private static Thread daemon(Runnable body) {
    Thread thread = new Thread(body, "injector");
    thread.setDaemon(true);
    return thread;
  }
}
