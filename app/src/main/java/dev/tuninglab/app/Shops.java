package dev.tuninglab.app;

import dev.tuninglab.app.http.ConnectionTerms;
import dev.tuninglab.app.http.Problem;
import dev.tuninglab.app.http.ProblemException;
import dev.tuninglab.app.knobs.Knobs;
import dev.tuninglab.app.tuning.InvalidSetting;
import dev.tuninglab.app.tuning.Tuning;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Hands each request to the shop of that moment, and exchanges that shop for one with other
 * settings. No request fails by it: those in flight end in the old shop, which closes after the
 * last of them.
 */
final class Shops extends Handler.Abstract.NonBlocking implements AutoCloseable {
  private static final Logger LOG = LogManager.getLogger(Shops.class);
  private static final int CLOSING_SECONDS = 30;

  private final Wiring wiring;
  private final ReentrantLock exchange = new ReentrantLock();

  /** Closing a pool takes a while: not on the thread of the request that happens to end last. */
  private final ExecutorService closer =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "old-shops"));

  private volatile Tenancy current;

  /**
   * @throws StartFailure when a shop with these settings cannot be had
   */
  Shops(Wiring wiring, Tuning tuning) throws StartFailure {
    this.wiring = wiring;
    this.current = open(tuning);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Tenancy tenancy = enter();
    Callback leaving = tenancy.leavingAfter(callback);
    try {
      if (!tenancy.shop().handler().handle(request, response, leaving)) {
        Response.writeError(request, response, leaving, 404);
      }
    } catch (Throwable e) {
      Response.writeError(request, response, leaving, e);
    }
    return true;
  }

  /** What a connection that opens now is offered. */
  ConnectionTerms terms() {
    return current.shop().terms();
  }

  /**
   * Switches to a shop with these settings over those in effect; one exchange at a time.
   *
   * @return the settings in effect from now on
   * @throws InvalidSetting when a knob or a value is unknown; nothing has changed then
   * @throws ProblemException 503 when such a shop cannot be had now; nothing has changed then
   */
  Map<String, String> retune(Map<String, String> asked) {
    exchange.lock();
    try {
      Tenancy old = current;
      Map<String, String> merged = new LinkedHashMap<>(old.shop().tuning().settings());
      merged.putAll(asked);
      Tuning tuning = Tuning.of(Knobs.ALL, merged);
      if (tuning.settings().equals(old.shop().tuning().settings())) {
        return tuning.settings();
      }
      current = reopen(tuning, old.shop().tuning());
      old.leave();
      LOG.info("tuned: {}", asked);
      return tuning.settings();
    } finally {
      exchange.unlock();
    }
  }

  /** Closes the shop; to be called once no request comes any more. */
  @Override
  public void close() {
    exchange.lock();
    try {
      current.evict();
      closer.shutdown();
      if (!closer.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("a shop did not close within {} s", CLOSING_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      exchange.unlock();
    }
  }

  private Tenancy enter() {
    while (true) {
      Tenancy tenancy = current;
      if (tenancy.enter()) {
        return tenancy;
      }
      // One that was left between the two steps has a successor by now, unless all has ended.
      if (tenancy == current) {
        throw new IllegalStateException("the shop is closed");
      }
    }
  }

  private Tenancy open(Tuning tuning) throws StartFailure {
    Shop shop = wiring.shop(tuning, this::retune);
    return new Tenancy(shop, () -> closer.execute(shop::close));
  }

  private Tenancy reopen(Tuning tuning, Tuning old) {
    try {
      return open(tuning);
    } catch (InvalidSetting | ProblemException e) {
      throw e;
    } catch (RuntimeException | StartFailure e) {
      restore(old);
      if (e instanceof UnchangeableDatabase) {
        throw new ProblemException(Problem.unprocessable(e.getMessage()));
      }
      LOG.error("no shop with {}; the old one stays", tuning.settings(), e);
      throw new ProblemException(
          Problem.unavailable("these settings cannot be had at the moment, so the old ones stay"));
    }
  }

  /** The shop that failed may have changed the database before it did. */
  private void restore(Tuning tuning) {
    try {
      wiring.reshape(tuning);
    } catch (StartFailure e) {
      LOG.error("the database may not be as the settings say: {}", e.getMessage());
    }
  }
}
